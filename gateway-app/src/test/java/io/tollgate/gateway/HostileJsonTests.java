package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tollgate.domain.provider.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents that parsers stumble over, as the body and within it, in every client protocol. */
class HostileJsonTests {

  private static final Path SUITE =
      Path.of(System.getProperty("tollgate.corpora", "../shared/corpora"))
          .resolve("open/json/JSONTestSuite/test_parsing");

  private record Endpoint(String path, String before) {}

  private static final List<Endpoint> ENDPOINTS =
      List.of(
          new Endpoint(
              "/v1/chat/completions",
              "{'model':'hostile','messages':[{'role':'user','content':'x'}],'metadata':{'a':"),
          new Endpoint("/v1/responses", "{'model':'hostile','input':'x','metadata':{'a':"),
          new Endpoint(
              "/v1/messages",
              "{'model':'hostile','max_tokens':9,'messages':[{'role':'user','content':'x'}],"
                  + "'metadata':{'a':"),
          new Endpoint(
              "/v1beta/models/hostile:generateContent",
              "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'responseSchema':"));

  @Test
  void answersEveryDocumentAndFailsAtNone() throws IOException {
    assumeTrue(
        "true".equals(System.getenv("CI")) || Files.exists(SUITE), "the corpus is not at " + SUITE);
    try (var gateway = GatewayForTests.start();
        var suite = Files.newDirectoryStream(SUITE, "*.json")) {
      var world = gateway.world();
      var key = world.keyFor(world.model("hostile", world.provider(WireFormat.OPENAI), "sim"));
      for (var file : suite) {
        var document = Files.readAllBytes(file);
        for (var endpoint : ENDPOINTS) {
          var uri = gateway.uri(endpoint.path());
          var whole = post(uri, key.value(), "").POST(BodyPublishers.ofByteArray(document));
          var within =
              post(uri, key.value(), "")
                  .POST(BodyPublishers.ofByteArray(within(endpoint, document)));

          assertThat(send(whole).statusCode()).as(file + " " + endpoint).isEqualTo(400);
          assertThat(send(within).statusCode()).as("in " + file + endpoint).isIn(200, 400);
        }
      }
    }
  }

  private static byte[] within(Endpoint endpoint, byte[] document) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(endpoint.before().replace('\'', '"').getBytes(UTF_8));
    body.writeBytes(document);
    body.writeBytes("}}".getBytes(UTF_8));
    return body.toByteArray();
  }
}
