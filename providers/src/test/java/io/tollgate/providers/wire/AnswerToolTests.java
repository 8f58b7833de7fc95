package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Older models of Claude's have no form of an answer, but they have tools. */
class AnswerToolTests {
  private static final Target OLD = Calls.target(Vendors.ANTHROPIC, "claude-3-5-haiku-20241022");

  private static ClientRequest request(boolean stream, String more) {
    return Calls.chat(
        """
        {"model":"m","max_tokens":9,"stream":%s,"messages":[{"role":"user","content":"Hi"}],
         "response_format":{"type":"json_schema","json_schema":{"name":"a","description":"A form.",
           "schema":{"type":"object","properties":{"a":{"type":"integer","minimum":1}}}}}%s}
        """
            .formatted(stream, more));
  }

  @Test
  void aSchemaIsSentAsAToolThatIsForced() {
    UpstreamRequest sent = Calls.translate(request(false, ""), OLD);
    JsonNode body = Json.read(sent.body());
    JsonNode tool = body.path("tools").path(0);
    assertThat(tool.path("description").asString()).isEqualTo("A form.");
    assertThat(tool.at("/input_schema/properties/a/minimum").asInt()).isEqualTo(1);
    assertThat(body.at("/tool_choice/name")).isEqualTo(tool.path("name"));
    assertThat(body.has("system")).isFalse();
    assertThat(sent.adapted())
        .containsExactly("response_format json_schema was sent as a tool that is forced");
  }

  @Test
  void withToolsOfTheClientsItIsAnInstruction() {
    String tools =
        ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}]";
    JsonNode body = Calls.sent(request(false, tools), OLD);
    assertThat(body.path("tools")).hasSize(1);
    assertThat(body.has("tool_choice")).isFalse();
    assertThat(Json.text(body.path("system"))).contains("JSON Schema");
  }

  @Test
  void itsArgumentsAreTheAnswer() {
    String name = Calls.sent(request(false, ""), OLD).path("tools").path(0).path("name").asString();
    String body =
        """
        {"id":"x","type":"message","role":"assistant","model":"c","content":[
          {"type":"tool_use","id":"t1","name":"%s","input":{"a":1.50}}],
         "stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":1}}
        """
            .formatted(name);
    ClientReply reply =
        (ClientReply) Calls.answer(request(false, ""), OLD, 200, body.getBytes(UTF_8));
    JsonNode choice = Json.read(reply.body()).path("choices").path(0);
    assertThat(choice.at("/message/content").asString()).isEqualTo("{\"a\":1.50}");
    assertThat(choice.path("message").has("tool_calls")).isFalse();
    assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
    String stream =
        """
        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"%s","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\":1}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":1}}

        event: message_stop
        data: {"type":"message_stop"}

        """
            .formatted(name);
    String seen = Calls.run(Calls.stream(request(true, ""), OLD), stream.getBytes(UTF_8), 9);
    assertThat(seen)
        .contains("\"content\":\"{\\\"a\\\":1}\"", "\"finish_reason\":\"stop\"")
        .doesNotContain("tool_calls");
  }
}
