package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CohereTranslationTests {
  private static final Target COHERE = Calls.target(Vendors.COHERE, "command-a-reasoning-08-2025");
  private static final Target OLDER = Calls.target(Vendors.COHERE, "command-a-03-2025");

  private static final ClientRequest STREAMED =
      Calls.chat(
          """
          {"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,
           "stream_options":{"include_usage":true}}
          """);

  private static void assertJson(JsonNode actual, String expected) {
    assertThat(actual.toPrettyString()).isEqualTo(Json.read(expected).toPrettyString());
  }

  @Test
  void aChatRequestInCoheresWords() {
    ClientRequest request =
        Calls.chat(
            """
            {"model":"m","max_completion_tokens":9,"temperature":1.5,"top_p":1,"seed":7,"stop":"END",
             "presence_penalty":-1,"reasoning_effort":"low","stream":true,"messages":[
              {"role":"developer","content":"Be brief."},
              {"role":"user","content":[{"type":"text","text":"What is it?"},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}}]}]}
            """);
    UpstreamRequest sent = Calls.translate(request, COHERE);
    assertThat(sent.uri()).hasToString("https://api.cohere.com/v2/chat");
    assertJson(
        Json.read(sent.body()),
        """
        {"model":"command-a-reasoning-08-2025","messages":[
          {"role":"system","content":"Be brief."},
          {"role":"user","content":[{"type":"text","text":"What is it?"},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}}]}],
         "max_tokens":9,"temperature":1,"p":0.99,"seed":7,"presence_penalty":0,
         "stop_sequences":["END"],"thinking":{"type":"enabled","token_budget":2048},"stream":true}
        """);
    assertThat(sent.adapted())
        .containsExactly(
            "temperature 1.5 was sent as 1, the provider's limit",
            "top_p 1 was sent as 0.99, the provider's limit",
            "presence_penalty -1 was sent as 0, the provider's limit");
  }

  @Test
  void textBeforeCallsIsThePlan() {
    JsonNode sent =
        Calls.sent(
            Calls.request(
                "/v1/messages",
                """
                {"model":"m","max_tokens":9,"messages":[
                  {"role":"user","content":"Hi"},
                  {"role":"assistant","content":[
                    {"type":"thinking","thinking":"theirs","signature":"s"},
                    {"type":"text","text":"Let me look."},
                    {"type":"tool_use","id":"t1","name":"f","input":{"a":1.50}},
                    {"type":"tool_use","id":"t2","name":"g","input":{}}]},
                  {"role":"user","content":[{"type":"text","text":"And?"},
                    {"type":"tool_result","tool_use_id":"t1","is_error":true,"content":"broken"},
                    {"type":"tool_result","tool_use_id":"t2","content":[{"type":"text","text":"ok"},
                      {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]}]}],
                 "tools":[{"name":"f","input_schema":{"type":"object"}},
                          {"name":"g","input_schema":{"type":"object"}}],
                 "tool_choice":{"type":"tool","name":"g"}}
                """),
            COHERE);
    assertJson(
        sent.path("messages"),
        """
        [{"role":"user","content":"Hi"},
         {"role":"assistant","tool_calls":[
           {"id":"t1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1.50}"}},
           {"id":"t2","type":"function","function":{"name":"g","arguments":"{}"}}],
          "tool_plan":"Let me look."},
         {"role":"tool","tool_call_id":"t1","content":"Error: broken"},
         {"role":"tool","tool_call_id":"t2","content":"ok"},
         {"role":"user","content":[
           {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
           {"type":"text","text":"And?"}]}]
        """);
    assertThat(sent.path("tool_choice").asString()).isEqualTo("REQUIRED");
    assertThat(sent.path("tools")).hasSize(1);
    assertThat(sent.path("tools").path(0).path("function").path("name").asString()).isEqualTo("g");
    assertThat(sent.path("citation_options").path("mode").asString()).isEqualTo("OFF");
  }

  @Test
  void schemasLoseWhatTheGrammarDoesNotKnow() {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"not\":{\"type\":\"integer\",\"minimum\":1}}}";
    String format =
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":"
            + schema
            + "}}";
    String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";
    UpstreamRequest sent =
        Calls.translate(Calls.chat("{\"model\":\"m\"," + messages + "," + format + "}"), COHERE);
    assertJson(
        Json.read(sent.body()).path("response_format"),
        """
        {"type":"json_object",
         "json_schema":{"type":"object","properties":{"not":{"type":"integer"}}}}
        """);
    assertThat(sent.adapted())
        .containsExactly("the schema's keyword minimum was left out for Cohere");
    String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";
    JsonNode withTools =
        Calls.sent(
            Calls.chat("{\"model\":\"m\"," + messages + "," + format + "," + tools + "}"), COHERE);
    assertThat(withTools.has("response_format")).isFalse();
    assertThat(withTools.path("messages").path(0).path("content").asString())
        .contains("JSON Schema");
  }

  @Test
  void modelsThatDoNotThinkAreNotAskedTo() {
    String asked =
        "{\"model\":\"m\",\"reasoning_effort\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
    UpstreamRequest high = Calls.translate(Calls.chat(asked.formatted("high")), OLDER);
    assertThat(high.dropped()).containsExactly("reasoning_effort");
    assertThat(Json.read(high.body()).has("thinking")).isFalse();
    assertThat(Calls.translate(Calls.chat(asked.formatted("none")), OLDER).dropped()).isEmpty();
  }

  @Test
  void aTextDocumentIsSentAsTextAndAnyOtherIsRefused() {
    String request =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":"
            + "{\"filename\":\"a\",\"file_data\":\"data:%s;base64,SGVsbG8=\"}}]}]}";
    assertThat(
            Calls.sent(Calls.chat(request.formatted("text/plain")), COHERE)
                .path("messages")
                .path(0)
                .path("content")
                .asString())
        .isEqualTo("Hello");
    assertThatThrownBy(
            () -> Calls.translate(Calls.chat(request.formatted("application/pdf")), COHERE))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> assertThat(e.field()).isEqualTo("messages[0].content[0]"));
  }

  private static String frame(String event) {
    return "event: " + Json.read(event).path("type").asString() + "\ndata: " + event + "\n\n";
  }

  private static final String START =
      frame("{\"type\":\"message-start\",\"id\":\"x\",\"delta\":{\"message\":{\"content\":[]}}}");

  private static final String TEXT =
      frame(
          "{\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"ä\"}}}}");

  private static String end(String reason) {
    return frame(
        "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\""
            + reason
            + "\",\"usage\":{\"billed_units\":{\"input_tokens\":1,\"output_tokens\":2},\"tokens\":"
            + "{\"input_tokens\":30,\"output_tokens\":8,\"reasoning_tokens\":3},\"cached_tokens\":10}}}");
  }

  @Test
  void callsWithoutArgumentsSayNullInAnyPieces() {
    String call =
        "{\"type\":\"tool-call-%s\",\"index\":%d,\"delta\":{\"message\":{\"tool_calls\":"
            + "{\"id\":\"c%2$d\",\"function\":{\"name\":\"f\",\"arguments\":\"%s\"}}}}}";
    String stream =
        START
            + frame(call.formatted("start", 0, "n"))
            + frame(call.formatted("delta", 0, "ull"))
            + frame(call.formatted("start", 1, ""))
            + frame(call.formatted("delta", 1, "{}"))
            + frame("{\"type\":\"tool-call-end\",\"index\":0}")
            + frame("{\"type\":\"tool-call-end\",\"index\":1}")
            + end("TOOL_CALL")
            + "data: [DONE]\n\n";
    ResponseStream answer = Calls.stream(STREAMED, COHERE);
    String seen = Calls.run(answer, stream.getBytes(UTF_8), 1);
    assertThat(answer.state()).isEqualTo(State.COMPLETE);
    assertThat(seen)
        .doesNotContain("null\\\"")
        .contains("\"finish_reason\":\"tool_calls\"")
        .endsWith("data: [DONE]\n\n");
    assertThat(answer.usage().usage()).isEqualTo(new Usage(20, 10, 0, 5, 3, 0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"ERROR,SERVER", "TIMEOUT,TIMEOUT"})
  void anAnswerThatBrokeOffIsAFailureAndStillPaidFor(String reason, String kind) {
    ResponseStream answer = Calls.stream(STREAMED, COHERE);
    String seen = Calls.run(answer, (START + TEXT + end(reason)).getBytes(UTF_8), 9);
    assertThat(answer.state()).isEqualTo(State.FAILED);
    assertThat(answer.failure().orElseThrow().kind()).hasToString(kind);
    assertThat(answer.usage().usage().totalInput()).isEqualTo(30);
    assertThat(seen).contains("\"error\"").doesNotContain("[DONE]");
  }

  @Test
  void anErrorWithinAStreamIsShownAsOne() {
    ResponseStream answer = Calls.stream(STREAMED, COHERE);
    String error = "data: {\"id\":\"x\",\"message\":\"too many tokens\",\"status_code\":400}\n\n";
    String seen = Calls.run(answer, (START + TEXT + error).getBytes(UTF_8), 9);
    assertThat(answer.failure().orElseThrow().kind())
        .isEqualTo(UpstreamFailure.Kind.CONTEXT_LENGTH);
    assertThat(seen).contains("\"error\"").doesNotContain("[DONE]");
  }

  @Test
  void aStreamWithoutItsEndIsTruncated() {
    ResponseStream answer = Calls.stream(STREAMED, COHERE);
    Calls.run(answer, (START + TEXT + "data: [DONE]\n\n").getBytes(UTF_8), 9);
    assertThat(answer.state()).isEqualTo(State.TRUNCATED);
  }

  @Test
  void aWholeAnswerShowsThoughtsPlanAndCalls() {
    String body =
        """
        {"id":"a","message":{"role":"assistant","tool_plan":"I will look.","content":[
          {"type":"thinking","thinking":"Hm."}],"tool_calls":[
          {"id":"c1","type":"function","function":{"name":"f","arguments":"null"}},
          {"id":"c2","type":"function","function":{"name":"g","arguments":"{\\"a\\":1.50}"}}]},
         "finish_reason":"TOOL_CALL","usage":{"billed_units":{"input_tokens":5,"output_tokens":6}}}
        """;
    ClientReply reply =
        (ClientReply)
            Calls.answer(
                Calls.chat(
                    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
                COHERE,
                200,
                body.getBytes(UTF_8));
    JsonNode message = Json.read(reply.body()).path("choices").path(0).path("message");
    assertThat(message.path("content").asString()).isEqualTo("I will look.");
    assertThat(message.path("reasoning_content").asString()).isEqualTo("Hm.");
    JsonNode calls = message.path("tool_calls");
    assertThat(calls.path(0).path("function").path("arguments").asString()).isEqualTo("{}");
    assertThat(calls.path(1).path("function").path("arguments").asString())
        .isEqualTo("{\"a\":1.50}");
    assertThat(reply.usage().usage()).isEqualTo(Usage.of(5, 6));
  }
}
