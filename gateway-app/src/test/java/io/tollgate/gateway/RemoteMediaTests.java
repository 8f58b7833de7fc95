package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.gateway.media.FileServer;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RemoteMediaTests {

  private static final byte[] PNG = "\u0089PNG\r\n\u001a\nand a picture".getBytes(ISO_8859_1);

  private static final FileServer files = FileServer.at("127.0.0.1").file("/cat", "image/png", PNG);

  @RegisterExtension
  private static final GatewayForTests gateway =
      GatewayForTests.start("tollgate.gateway.media.private-hosts=127.0.0.1:" + files.port());

  private static final WorldForTests world = gateway.world();
  private static final WorldForTests.Key key =
      world.keyFor(
          world.model("gem", world.provider(WireFormat.GEMINI), "gemini-sim"),
          world.model("plain", world.provider(WireFormat.OPENAI), "sim-small"));

  @AfterAll
  static void stop() {
    files.close();
  }

  @Test
  void sendsTheBytesOfAPictureToAProviderThatTakesNoAddresses() {
    var response =
        send(
            post(
                gateway.uri("/v1/chat/completions"),
                key.value(),
                chat("gem", "http://127.0.0.1:" + files.port() + "/cat")));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(new String(gateway.simulator().received().getLast().body(), ISO_8859_1))
        .contains(Base64.getEncoder().encodeToString(PNG))
        .contains("image/png");
  }

  @Test
  void refusesAPrivateAddressInTheClientsProtocolAndBooksIt() {
    var own = world.keyFor(world.model("gem-2", world.provider(WireFormat.GEMINI), "gemini-sim"));
    var response =
        send(
            post(
                gateway.uri("/v1/messages"),
                own.value(),
                """
                {"model":"gem-2","max_tokens":10,"messages":[{"role":"user","content":[
                {"type":"image","source":{"type":"url","url":"http://169.254.169.254/latest/"}}]}]}\
                """));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("\"type\":\"invalid_request_error\"")
        .contains("messages[0].content[0].source.url")
        .contains("not at a public address");
    var entry = gateway.onlyEntry(own);
    assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(gateway.simulator().served().requests()).isZero();
  }

  @Test
  void namesTheFieldOfAChatClient() {
    var response =
        send(
            post(
                gateway.uri("/v1/chat/completions"), key.value(), chat("gem", "ftp://host/a.png")));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("\"param\":\"messages[0].content[1].image_url.url\"")
        .contains("not an http or https address");
  }

  @Test
  void saysThatItIsBusyUnderACodeOfItsOwn() {
    try (var busy = GatewayForTests.start("tollgate.gateway.media.max-requests=0")) {
      var world = busy.world();
      var own = world.keyFor(world.model("gem", world.provider(WireFormat.GEMINI), "gemini-sim"));

      var response =
          send(
              post(
                  busy.uri("/v1/chat/completions"),
                  own.value(),
                  chat("gem", "http://127.0.0.1:" + files.port() + "/cat")));

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).contains("\"code\":\"media_busy\"");
      assertThat(response.headers().firstValue("retry-after")).isPresent();
      assertThat(busy.onlyEntry(own).errorCode()).isEqualTo("media_busy");
    }
  }

  @Test
  void leavesAnAddressAloneWhereTheProviderTakesIt() {
    int before = files.requests();

    var response =
        send(
            post(
                gateway.uri("/v1/chat/completions"),
                key.value(),
                chat("plain", "http://127.0.0.1:" + files.port() + "/cat")));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(files.requests()).isEqualTo(before);
  }

  private static String chat(String model, String url) {
    return """
    {"model":"%s","messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},
    {"type":"image_url","image_url":{"url":"%s"}}]}]}\
    """
        .formatted(model, url);
  }
}
