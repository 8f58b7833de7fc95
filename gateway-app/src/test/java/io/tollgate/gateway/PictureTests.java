package io.tollgate.gateway;

import static io.tollgate.gateway.ClientForTests.post;
import static io.tollgate.gateway.ClientForTests.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.model.Model;
import io.tollgate.domain.provider.WireFormat;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pictures that a model of Gemini's draws, over sockets, for clients of other protocols. */
class PictureTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
  private static final String DATA = "data:image/png;base64,";

  @RegisterExtension private static final GatewayForTests gateway = GatewayForTests.start();

  private static final WorldForTests world = gateway.world();
  private static final Model painter =
      world.model("painter", world.provider(WireFormat.GEMINI), "gemini-2.5-flash-image");

  private WorldForTests.Key key;

  @BeforeEach
  void forget() {
    key = world.keyFor(painter);
  }

  @Test
  void aChatClientGetsThePictureWithTheText() {
    var message = JSON.readTree(chat(false).body()).at("/choices/0/message");

    assertThat(message.path("content").asString()).contains("“Hello there”");
    assertPicture(message.at("/images/0/image_url/url"));
    assertBooked();
  }

  @Test
  void aStreamBringsThePictureAfterTheText() {
    var text = new StringBuilder();
    var pictures = new ArrayList<JsonNode>();
    var stream = chat(true).body();
    stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> JSON.readTree(line.substring("data: ".length())).at("/choices/0/delta"))
        .forEach(delta -> {
          text.append(delta.path("content").asString(""));
          delta.path("images").forEach(pictures::add);
        });

    assertThat(text.toString()).contains("“Hello there”");
    assertThat(pictures).hasSize(1);
    assertPicture(pictures.getFirst().at("/image_url/url"));
    assertThat(stream).endsWith("data: [DONE]\n\n");
    assertBooked();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProtocolWithoutPicturesHasThemNamed(boolean stream) {
    var body =
        """
        {"model":"painter","max_tokens":50,"stream":%s,
         "messages":[{"role":"user","content":"Hello"}]}\
        """
            .formatted(stream);

    var response = send(post(gateway.uri("/v1/messages"), key.value(), body));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).contains("Hello").doesNotContain("iVBOR");
    // A stream's headers have gone before its picture comes.
    assertThat(response.headers().firstValue("x-tollgate-dropped"))
        .isEqualTo(stream ? Optional.empty() : Optional.of("answer.image"));
    assertThat(gateway.onlyEntry(key).explanation()).containsEntry("dropped", "answer.image");
  }

  private HttpResponse<String> chat(boolean stream) {
    var body = ClientForTests.chat("painter", stream);
    var response = send(post(gateway.uri("/v1/chat/completions"), key.value(), body));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("x-tollgate-dropped")).isEmpty();
    return response;
  }

  private static void assertPicture(JsonNode url) {
    assertThat(url.asString()).startsWith(DATA);
    assertThat(Base64.getDecoder().decode(url.asString().substring(DATA.length()))).startsWith(PNG);
  }

  /** The picture's tokens are a bucket of their own, and the whole is what the provider counted. */
  private void assertBooked() {
    var usage = gateway.onlyEntry(key).usage();
    assertThat(usage.image()).isEqualTo(1290);
    assertThat(usage.totalOutput()).isEqualTo(gateway.simulator().served().outputTokens());
  }
}
