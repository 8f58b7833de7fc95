package io.tollgate.providers.wire.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BedrockRequestTests {
  private static final Target CLAUDE = target("eu.anthropic.claude-sonnet-4-5-20250929-v1:0");
  private static final Target NEW_CLAUDE = target("global.anthropic.claude-opus-4-8");
  private static final Target NOVA = target("us.amazon.nova-pro-v1:0");

  private static final String TOOL =
      "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}";

  private static Target target(String model) {
    return Calls.target(Vendors.BEDROCK, model);
  }

  private static String chat(String more) {
    return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]" + more + "}";
  }

  private static UpstreamRequest send(String body, Target target) {
    return Calls.translate(Calls.chat(body), target);
  }

  private static String sent(String body, Target target) {
    return Json.text(Json.read(send(body, target).body()));
  }

  private static void assertSent(String body, Target target, String expected) {
    assertThat(sent(body, target)).isEqualTo(Json.text(Json.read(expected)));
  }

  @Test
  void namesTheModelInThePathWithEverythingEncoded() {
    Target arn = target("arn:aws:bedrock:eu-central-1:1:application-inference-profile/abc");
    assertThat(send(chat(""), arn).uri())
        .hasToString(
            "https://bedrock-runtime.us-east-1.amazonaws.com/model/"
                + "arn%3Aaws%3Abedrock%3Aeu-central-1%3A1%3Aapplication-inference-profile%2Fabc/converse");
    UpstreamRequest stream = send(chat(",\"stream\":true"), CLAUDE);
    assertThat(stream.uri().getRawPath())
        .isEqualTo("/model/eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream");
    assertThat(stream.headers())
        .contains(new Header("accept", "application/vnd.amazon.eventstream"))
        .contains(new Header("authorization", "Bearer sk-canary"));
  }

  @Test
  void writesTextSystemSamplingAndStops() {
    assertSent(
        """
        {"model":"m","max_tokens":9,"temperature":0.50,"stop":["END"," "],"messages":[
          {"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}]}
        """,
        CLAUDE,
        """
        {"system":[{"text":"Be brief."}],"messages":[{"role":"user","content":[{"text":"Hi"}]}],
         "additionalModelResponseFieldPaths":["/stop_sequence"],
         "inferenceConfig":{"maxTokens":9,"stopSequences":["END"],"temperature":0.50}}
        """);
  }

  @Test
  void writesPicturesAndDocumentsAsBytes() {
    assertSent(
        """
        {"model":"m","messages":[{"role":"user","content":[
          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
          {"type":"file","file":{"filename":"my_file.v2.pdf","file_data":"data:application/pdf;base64,BBBB"}},
          {"type":"file","file":{"filename":"my_file.v2.pdf","file_data":"data:application/pdf;base64,CCCC"}}]}]}
        """,
        NOVA,
        """
        {"messages":[{"role":"user","content":[{"text":"See the attached document."},
          {"image":{"format":"png","source":{"bytes":"AAAA"}}},
          {"document":{"format":"pdf","source":{"bytes":"BBBB"},"name":"my-file-v2"}},
          {"document":{"format":"pdf","source":{"bytes":"CCCC"},"name":"my-file-v2 2"}}]}]}
        """);
    assertThatThrownBy(() ->
            send(
                """
                {"model":"m","messages":[{"role":"user","content":[
                  {"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}]}
                """,
                NOVA))
        .isInstanceOf(MediaNeededException.class);
  }

  @Test
  void gathersToolResultsInOneMessage() {
    assertSent(
        """
        {"model":"m","messages":[{"role":"user","content":"Hi"},
          {"role":"assistant","content":null,"tool_calls":[
            {"id":"call.1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1.10}"}},
            {"id":"call_2","type":"function","function":{"name":"g","arguments":""}}]},
          {"role":"tool","tool_call_id":"call.1","content":"x"},
          {"role":"tool","tool_call_id":"call_2","content":""}]}
        """,
        NOVA,
        """
        {"messages":[{"role":"user","content":[{"text":"Hi"}]},
          {"role":"assistant","content":[
            {"toolUse":{"toolUseId":"call_1","name":"f","input":{"a":1.10}}},
            {"toolUse":{"toolUseId":"call_2","name":"g","input":{}}}]},
          {"role":"user","content":[
            {"toolResult":{"toolUseId":"call_1","content":[{"text":"x"}]}},
            {"toolResult":{"toolUseId":"call_2","content":[{"text":"(no output)"}]}}]}],
         "toolConfig":{"tools":[
           {"toolSpec":{"name":"f","inputSchema":{"json":{"type":"object","properties":{}}}}},
           {"toolSpec":{"name":"g","inputSchema":{"json":{"type":"object","properties":{}}}}}]}}
        """);
  }

  @Test
  void saysWhichToolsMayBeCalled() {
    JsonNode any =
        Json.read(sent(chat(",\"tools\":[" + TOOL + "],\"tool_choice\":\"required\""), NOVA));
    assertThat(any.path("toolConfig").path("toolChoice").toString()).isEqualTo("{\"any\":{}}");
    JsonNode none =
        Json.read(sent(chat(",\"tools\":[" + TOOL + "],\"tool_choice\":\"none\""), NOVA));
    assertThat(none.has("toolConfig")).isFalse();
    JsonNode one =
        Json.read(sent(chat(",\"tools\":[" + TOOL + "],\"parallel_tool_calls\":false"), CLAUDE));
    assertThat(one.path("additionalModelRequestFields").toString())
        .isEqualTo("{\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}}");
    assertThat(
            send(chat(",\"tools\":[" + TOOL + "],\"parallel_tool_calls\":false"), NOVA).dropped())
        .containsExactly("parallel_tool_calls");
  }

  @Test
  void bindsTheAnswerToASchemaWhereTheModelCan() {
    String format =
        ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":{\"type\":\"object\",\"properties\":{}}}}";
    JsonNode claude = Json.read(sent(chat(format), CLAUDE));
    assertThat(claude.path("outputConfig").toString())
        .isEqualTo(
            "{\"textFormat\":{\"type\":\"json_schema\",\"structure\":{\"jsonSchema\":{\"schema\":"
                + "\"{\\\"type\\\":\\\"object\\\",\\\"properties\\\":{},\\\"additionalProperties\\\":false}\","
                + "\"name\":\"a\"}}}}");
    assertThat(Json.read(sent(chat(format), NOVA)).path("system").toString())
        .contains("JSON Schema");
  }

  @Test
  void asksEachFamilyToThinkInItsOwnWords() {
    assertThat(additional(",\"reasoning_effort\":\"high\"", CLAUDE))
        .isEqualTo("{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":16384}}");
    assertThat(additional(",\"reasoning_effort\":\"high\"", NEW_CLAUDE))
        .isEqualTo(
            "{\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"},"
                + "\"output_config\":{\"effort\":\"high\"}}");
    assertThat(additional(",\"reasoning_effort\":\"low\"", target("openai.gpt-oss-120b-1:0")))
        .isEqualTo("{\"reasoning_effort\":\"low\"}");
    assertThat(additional(",\"reasoning_effort\":\"low\"", NOVA))
        .isEqualTo("{\"reasoningConfig\":{\"type\":\"enabled\",\"maxReasoningEffort\":\"low\"}}");
    assertThat(send(chat(",\"reasoning_effort\":\"low\""), target("qwen.qwen3-32b")).dropped())
        .containsExactly("reasoning_effort");
  }

  private static String additional(String more, Target target) {
    return Json.read(sent(chat(more), target)).path("additionalModelRequestFields").toString();
  }

  @Test
  void putsACachePointBehindWhatIsMarked() {
    String marked =
        """
        {"model":"m","max_tokens":9,"system":[{"type":"text","text":"S","cache_control":{"type":"ephemeral","ttl":"1h"}}],
         "tools":[{"name":"f","input_schema":{"type":"object"},"cache_control":{"type":"ephemeral"}}],
         "messages":[{"role":"user","content":[{"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}},{"type":"text","text":"there"}]}]}
        """;
    JsonNode sent = Calls.sent(Calls.request("/v1/messages", marked), CLAUDE);
    assertThat(sent.path("system").toString())
        .isEqualTo("[{\"text\":\"S\"},{\"cachePoint\":{\"type\":\"default\",\"ttl\":\"1h\"}}]");
    assertThat(sent.path("messages").path(0).path("content").toString())
        .isEqualTo(
            "[{\"text\":\"Hi\"},{\"cachePoint\":{\"type\":\"default\"}},{\"text\":\"there\"}]");
    assertThat(sent.path("toolConfig").path("tools").path(1).has("cachePoint")).isTrue();
    JsonNode other = Calls.sent(Calls.request("/v1/messages", marked), target("qwen.qwen3-32b"));
    assertThat(Json.text(other)).doesNotContain("cachePoint");
  }
}
