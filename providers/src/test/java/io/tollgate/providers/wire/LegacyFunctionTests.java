package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Old clients, whose tools are functions and whose calls have no ids. */
class LegacyFunctionTests {
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");

  private static final String REQUEST =
      """
      {"model":"m","max_tokens":9,"stream":%s,"function_call":{"name":"f"},
       "functions":[{"name":"f","description":"d","parameters":{"type":"object"}}],"messages":[
        {"role":"user","content":"Hi"},
        {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{\\"a\\":1}"}},
        {"role":"function","name":"f","content":"one"},
        {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},
        {"role":"function","name":"f","content":"two"}]}
      """;

  private static ClientRequest request(boolean stream) {
    return Calls.chat(REQUEST.formatted(stream));
  }

  @Test
  void eachCallGetsAnIdThatItsResultNames() {
    JsonNode sent = Calls.sent(request(false), CLAUDE);
    JsonNode messages = sent.path("messages");
    String first = messages.at("/1/content/0/id").asString();
    String second = messages.at("/3/content/0/id").asString();
    assertThat(first).isNotEmpty().isNotEqualTo(second);
    assertThat(messages.at("/2/content/0/tool_use_id").asString()).isEqualTo(first);
    assertThat(messages.at("/4/content/0/tool_use_id").asString()).isEqualTo(second);
    assertThat(Json.text(sent.path("tool_choice")))
        .isEqualTo("{\"type\":\"tool\",\"name\":\"f\",\"disable_parallel_tool_use\":true}");
    assertThat(sent.at("/tools/0/name").asString()).isEqualTo("f");
  }

  @Test
  void theAnswerIsAFunctionCall() {
    String body =
        """
        {"id":"x","type":"message","role":"assistant","model":"c","content":[
          {"type":"tool_use","id":"t1","name":"f","input":{"a":1.50}}],
         "stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":1}}
        """;
    ClientReply reply =
        (ClientReply) Calls.answer(request(false), CLAUDE, 200, body.getBytes(UTF_8));
    JsonNode choice = Json.read(reply.body()).path("choices").path(0);
    assertThat(Json.text(choice.at("/message/function_call")))
        .isEqualTo("{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1.50}\"}");
    assertThat(choice.path("message").has("tool_calls")).isFalse();
    assertThat(choice.path("finish_reason").asString()).isEqualTo("function_call");
  }

  @Test
  void aStreamedAnswerIsAFunctionCallInPieces() {
    String stream =
        """
        event: message_start
        data: {"type":"message_start","message":{"id":"x","model":"c"}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"f","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":":1}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":1}}

        event: message_stop
        data: {"type":"message_stop"}

        """;
    String seen = Calls.run(Calls.stream(request(true), CLAUDE), stream.getBytes(UTF_8), 11);
    assertThat(seen)
        .contains("{\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}")
        .contains("{\"function_call\":{\"arguments\":\"{\\\"a\\\"\"}}")
        .contains("\"finish_reason\":\"function_call\"")
        .doesNotContain("tool_calls")
        .endsWith("data: [DONE]\n\n");
  }
}
