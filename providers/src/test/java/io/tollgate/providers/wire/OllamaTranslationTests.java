package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FetchedMedia;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OllamaTranslationTests {
  private static final Target OLLAMA = Calls.target(Vendors.OLLAMA, "qwen3");

  private static final ClientRequest STREAMED =
      Calls.request(
          "/v1/messages",
          "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

  private static void assertJson(JsonNode actual, String expected) {
    assertThat(actual.toPrettyString()).isEqualTo(Json.read(expected).toPrettyString());
  }

  @Test
  void aChatRequestInOllamasWords() {
    ClientRequest request =
        Calls.chat(
            """
            {"model":"m","max_tokens":9,"temperature":0.5,"top_p":0.9,"seed":7,"stop":["END"],
             "response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"}}},
             "tools":[{"type":"function","function":{"name":"f","description":"d"}}],
             "messages":[
              {"role":"system","content":"Be brief."},
              {"role":"user","content":[{"type":"text","text":"What"},{"type":"text","text":"is it?"},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
              {"role":"assistant","content":null,"reasoning_content":"Hm.","tool_calls":[
                {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1.50}"}}]},
              {"role":"tool","tool_call_id":"c1","content":"x"}]}
            """);
    UpstreamRequest sent = Calls.translate(request, OLLAMA);
    assertThat(sent.uri()).hasToString("http://localhost:11434/api/chat");
    assertJson(
        Json.read(sent.body()),
        """
        {"model":"qwen3","messages":[
          {"role":"system","content":"Be brief."},
          {"role":"user","content":"What\\n\\nis it?","images":["AAAA"]},
          {"role":"assistant","content":"","thinking":"Hm.","tool_calls":[
            {"id":"c1","function":{"name":"f","arguments":{"a":1.50}}}]},
          {"role":"tool","content":"x","tool_name":"f","tool_call_id":"c1"}],
         "tools":[{"type":"function","function":{"name":"f","description":"d",
           "parameters":{"type":"object","properties":{}}}}],
         "format":{"type":"object"},"stream":false,
         "options":{"num_predict":9,"temperature":0.5,"top_p":0.9,"seed":7,"stop":["END"]}}
        """);
    assertThat(sent.dropped()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "qwen3,high,true",
    "qwen3,none,false",
    "gpt-oss:20b,xhigh,\"high\"",
    "gpt-oss:20b,minimal,\"low\""
  })
  void thinkingIsAskedForAsTheModelKnowsIt(String model, String effort, String think) {
    String body =
        "{\"model\":\"m\",\"reasoning_effort\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    JsonNode sent =
        Calls.sent(Calls.chat(body.formatted(effort)), Calls.target(Vendors.OLLAMA, model));
    assertThat(Json.text(sent.path("think"))).isEqualTo(think);
  }

  @Test
  void takesTheBytesThatTheGatewayFetchedForAnAddress() {
    String url = "https://example.com/a.png";
    ClientRequest request =
        Calls.chat(
            """
            {"model":"m","messages":[{"role":"user","content":[
              {"type":"image_url","image_url":{"url":"%s"}}]}]}
            """
                .formatted(url));
    assertThatThrownBy(() -> Calls.translate(request, OLLAMA))
        .isInstanceOfSatisfying(
            MediaNeededException.class, needed -> assertThat(needed.urls()).containsExactly(url));
    FetchedMedia png = new FetchedMedia("image/png", "iVBORw0KGgo=");
    JsonNode sent = Calls.sent(request.withMedia(Map.of(url, png)), OLLAMA);
    assertThat(sent.at("/messages/0/images/0").asString()).isEqualTo("iVBORw0KGgo=");
  }

  private static final String LINES =
      """
      {"model":"qwen3","message":{"role":"assistant","content":"","thinking":"Hm ä"},"done":false}

      {"model":"qwen3","message":{"role":"assistant","content":"Look: "},"done":false}\r
      {"model":"qwen3","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f","arguments":{"a":1.50}}},{"id":"c9","function":{"name":"g","arguments":{}}}]},"done":false}
      {"model":"qwen3","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"prompt_eval_count":7,"eval_count":5}\
      """;

  @Test
  void linesBecomeTheClientsStreamWhereverTheyAreCut() {
    byte[] bytes = LINES.getBytes(UTF_8);
    ResponseStream answer = Calls.stream(STREAMED, OLLAMA);
    String seen = Calls.run(answer, bytes, bytes.length);
    assertThat(answer.state()).isEqualTo(State.COMPLETE);
    assertThat(answer.usage().usage()).isEqualTo(Usage.of(7, 5));
    assertThat(answer.responseModel()).isEqualTo("qwen3");
    assertThat(seen)
        .contains("\"thinking\":\"Hm ä\"", "{\\\"a\\\":1.50}", "\"id\":\"c9\"")
        .contains("\"stop_reason\":\"tool_use\"")
        .contains("event: message_stop");
    Calls.assertCutsDoNotMatter(() -> Calls.stream(STREAMED, OLLAMA), bytes);
  }

  @Test
  void anErrorInMidStreamIsNeverACleanEnd() {
    String lines =
        "{\"message\":{\"content\":\"Hi\"},\"done\":false}\n{\"error\":\"model runner has crashed\"}\n";
    ResponseStream answer = Calls.stream(STREAMED, OLLAMA);
    String seen = Calls.run(answer, lines.getBytes(UTF_8), 5);
    assertThat(answer.failure().orElseThrow().kind()).isEqualTo(UpstreamFailure.Kind.SERVER);
    assertThat(seen).contains("event: error").doesNotContain("message_stop");
  }

  @Test
  void aStreamWithoutItsEndIsTruncated() {
    ResponseStream answer = Calls.stream(STREAMED, OLLAMA);
    Calls.run(answer, "{\"message\":{\"content\":\"Hi\"},\"done\":false}\n".getBytes(UTF_8), 5);
    assertThat(answer.state()).isEqualTo(State.TRUNCATED);
  }

  @Test
  void anUncountedPromptIsUnknownAndNotFree() {
    String body =
        "{\"model\":\"qwen3\",\"message\":{\"content\":\"Hi\"},\"done\":true,\"eval_count\":5}";
    ClientReply reply =
        (ClientReply)
            Calls.answer(
                Calls.chat(
                    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
                OLLAMA,
                200,
                body.getBytes(UTF_8));
    assertThat(reply.usage().reported()).isFalse();
    assertThat(reply.responseModel()).isEqualTo("qwen3");
  }

  @ParameterizedTest
  @CsvSource({
    "404,model 'qwen3' not found,NOT_FOUND",
    "400,\"\"\"qwen3\"\" does not support thinking\",BAD_REQUEST",
    "503,server busy,OVERLOADED"
  })
  void errorsAreTexts(int status, String text, String kind) {
    byte[] body = Json.bytes(Json.object().put("error", text));
    UpstreamFailure failure =
        (UpstreamFailure)
            Calls.answer(
                Calls.chat(
                    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
                OLLAMA,
                status,
                body);
    assertThat(failure.kind()).hasToString(kind);
    assertThat(failure.message()).isEqualTo(text);
  }
}
