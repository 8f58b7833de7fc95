package io.tollgate.providers.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.FetchedMedia;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claude on Vertex AI, which takes the model from the path and the version from the body. */
class ClaudeOnVertexTests {
  private static final String BASE =
      "https://europe-west1-aiplatform.googleapis.com/v1/projects/p/locations/europe-west1"
          + "/publishers/anthropic";
  private static final Target CLAUDE =
      new Target(
          Vendors.find("vertex-anthropic").orElseThrow(),
          URI.create(BASE),
          "claude-sonnet-4-5@20250929",
          Credential.bearer(Secret.of("token")),
          Map.of(),
          false);

  private static String sent(ClientRequest request) {
    return new String(Calls.translate(request, CLAUDE).body(), UTF_8);
  }

  @Test
  void aMessagesRequestKeepsItsBytesButForTheModel() {
    String body = "{\"max_tokens\" : 9,\"model\":\"m\",\"new\":{\"a\":1.00},\"messages\":[]}";
    UpstreamRequest sent = Calls.translate(Calls.request("/v1/messages", body), CLAUDE);
    assertThat(sent.uri()).hasToString(BASE + "/models/claude-sonnet-4-5@20250929:rawPredict");
    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo(body.replace("\"model\":\"m\"", "\"anthropic_version\":\"vertex-2023-10-16\""));
    assertThat(sent.headers())
        .anyMatch(h -> h.name().equals("authorization") && h.value().equals("Bearer token"));
  }

  @ParameterizedTest
  @CsvSource({"2023-06-01, vertex-2023-10-16", "2026-10-21, 2026-10-21"})
  void theClientsVersionIsSentByItsNameThere(String version, String named) {
    Headers headers = name -> name.equals("anthropic-version") ? version : null;
    String body = "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[]}";
    assertThat(sent(Calls.request("/v1/messages", null, headers, body)))
        .isEqualTo("{\"anthropic_version\":\"" + named + "\",\"max_tokens\":9,\"messages\":[]}");
  }

  @Test
  void aVersionThatTheClientNamesInTheBodyStays() {
    String body =
        "{\"model\":\"m\",\"anthropic_version\":\"vertex-x\",\"max_tokens\":9,\"messages\":[]}";
    assertThat(sent(Calls.request("/v1/messages", body)))
        .isEqualTo("{\"anthropic_version\":\"vertex-x\",\"max_tokens\":9,\"messages\":[]}");
  }

  /** Anthropic itself fetches what lies on the web; Vertex AI answers an address with an error. */
  @Test
  void filesAtAnAddressAreFetchedForClientsOfEveryKind() {
    String url = "https://example.com/a";
    String own =
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":[
          {"type":"image","source":{"type":"url","url":"https://example.com/a"},"new":1.50},
          {"type":"tool_result","tool_use_id":"t","content":[
            {"type":"document","source":{"type":"url","url":"https://example.com/a"}}]}]}]}
        """;
    String chat =
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":[
          {"type":"image_url","image_url":{"url":"https://example.com/a"}}]}]}
        """;
    FetchedMedia png = new FetchedMedia("image/png", "iVBORw0KGgo=");
    String source =
        "\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}";
    for (ClientRequest request :
        new ClientRequest[] {Calls.request("/v1/messages", own), Calls.chat(chat)}) {
      assertThatThrownBy(() -> Calls.translate(request, CLAUDE))
          .isInstanceOfSatisfying(
              MediaNeededException.class, needed -> assertThat(needed.urls()).containsExactly(url));
      UpstreamRequest sent = Calls.translate(request.withMedia(Map.of(url, png)), CLAUDE);
      assertThat(new String(sent.body(), UTF_8)).contains(source).doesNotContain(url);
      assertThat(sent.adapted())
          .containsExactly("the gateway fetched files whose addresses this provider does not take");
    }
    assertThat(sent(Calls.request("/v1/messages", own).withMedia(Map.of(url, png))))
        .contains("{\"type\":\"image\"," + source + ",\"new\":1.50}");
  }

  @Test
  void aTextAtAnAddressIsSentAsText() {
    String body =
        "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":["
            + "{\"type\":\"document\",\"source\":{\"type\":\"url\",\"url\":\"https://a.test/t\"}}]}]}";
    FetchedMedia text = new FetchedMedia("text/html", "SGVsbG8=");
    assertThat(
            sent(Calls.request("/v1/messages", body).withMedia(Map.of("https://a.test/t", text))))
        .contains(
            "\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"Hello\"}");
  }

  @Test
  void whatAToolIsCalledWithIsNoFile() {
    String body =
        "{\"max_tokens\":9,\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\","
            + "\"id\":\"t\",\"name\":\"f\",\"input\":{\"type\":\"image\",\"source\":{\"type\":\"url\","
            + "\"url\":\"https://a.test/\"}}}]}]}";
    ClientRequest request =
        Calls.request("/v1/messages", body.replaceFirst("\\{", "{\"model\":\"m\","));
    assertThat(sent(request))
        .isEqualTo(body.replaceFirst("\\{", "{\"anthropic_version\":\"vertex-2023-10-16\","));
  }

  @Test
  void aStreamHasAnAddressOfItsOwn() {
    for (ClientRequest request :
        new ClientRequest[] {
          Calls.request(
              "/v1/messages", "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"messages\":[]}"),
          Calls.chat(
              "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
        }) {
      UpstreamRequest sent = Calls.translate(request, CLAUDE);
      assertThat(sent.uri().toString()).endsWith("@20250929:streamRawPredict");
      assertThat(Json.read(sent.body()).path("stream").asBoolean()).isTrue();
      assertThat(Json.read(sent.body()).has("model")).isFalse();
    }
  }

  @Test
  void aChatIsTranslatedAndItsAnswerToo() {
    ClientRequest chat =
        Calls.chat(
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    assertThat(sent(chat))
        .isEqualTo(
            "{\"anthropic_version\":\"vertex-2023-10-16\",\"max_tokens\":9,\"messages\":["
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]}");
    String answer =
        "{\"id\":\"msg_vrtx_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-x\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],\"stop_reason\":\"end_turn\","
            + "\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}";
    ClientReply reply = (ClientReply) Calls.answer(chat, CLAUDE, 200, answer.getBytes(UTF_8));
    assertThat(Json.read(reply.body()).at("/choices/0/message/content").asString())
        .isEqualTo("Hello");
  }

  @Test
  void tokensAreCountedUnderAModelOfTheirOwn() {
    UpstreamRequest own =
        Calls.translate(
            Calls.request(
                "/v1/messages/count_tokens", "{\"model\":\"m\",\"messages\":[],\"new\":1}"),
            CLAUDE);
    assertThat(own.uri()).hasToString(BASE + "/models/count-tokens:rawPredict");
    assertThat(Json.read(own.body()))
        .isEqualTo(
            Json.read(
                "{\"anthropic_version\":\"vertex-2023-10-16\",\"model\":"
                    + "\"claude-sonnet-4-5@20250929\",\"messages\":[],\"new\":1}"));
    UpstreamRequest translated =
        Calls.translate(
            Calls.request("/v1/responses/input_tokens", "{\"model\":\"m\",\"input\":\"Hi\"}"),
            CLAUDE);
    assertThat(translated.uri()).isEqualTo(own.uri());
    assertThat(Json.read(translated.body()).path("model").asString())
        .isEqualTo("claude-sonnet-4-5@20250929");
  }

  /** It adds an event of its own to keep a stream alive. */
  @Test
  void anEventThatNobodyKnowsPassesByInAStream() {
    String stream =
        """
        event: vertex_event
        data: {"type": "ping"}

        event: message_start
        data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"c","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

        event: message_stop
        data: {"type":"message_stop"}

        """;
    for (ClientRequest request :
        new ClientRequest[] {
          Calls.chat("{\"model\":\"m\",\"messages\":[],\"stream\":true}"),
          Calls.request("/v1/messages", "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true}")
        }) {
      ResponseStream seen = Calls.stream(request, CLAUDE);
      assertThat(Calls.run(seen, stream.getBytes(UTF_8), 33)).contains("Hello");
      assertThat(seen.state()).isEqualTo(State.COMPLETE);
    }
  }
}
