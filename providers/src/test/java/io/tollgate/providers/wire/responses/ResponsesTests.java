package io.tollgate.providers.wire.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ResponsesTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-5");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5");

  private static ClientRequest request(String body) {
    return Calls.request("/v1/responses", body);
  }

  @Test
  void becomesAMessagesRequest() {
    JsonNode sent =
        Calls.sent(
            request(
                """
                {"model":"m","instructions":"Be brief.","max_output_tokens":9,"input":[
                  {"role":"user","content":[{"type":"input_text","text":"Hi"}]},
                  {"type":"function_call","call_id":"call_1","name":"f","arguments":"{\\"a\\":1}"},
                  {"type":"function_call_output","call_id":"call_1","output":"x"}],
                 "tools":[{"type":"function","name":"f","parameters":{"type":"object","properties":{}}}],
                 "tool_choice":{"type":"function","name":"f"}}
                """),
            CLAUDE);
    assertThat(sent.toPrettyString())
        .isEqualTo(
            Json.read(
                    """
                    {"model":"claude-haiku-4-5","max_tokens":9,"system":[{"type":"text","text":"Be brief."}],
                     "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]},
                      {"role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"f","input":{"a":1}}]},
                      {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":[{"type":"text","text":"x"}]}]}],
                     "tools":[{"name":"f","input_schema":{"type":"object","properties":{}}}],
                     "tool_choice":{"type":"tool","name":"f"}}
                    """)
                .toPrettyString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"m\",\"input\":\"x\",\"previous_response_id\":\"resp_1\"}",
        "{\"model\":\"m\",\"input\":\"x\",\"conversation\":\"conv_1\"}",
        "{\"model\":\"m\",\"input\":\"x\",\"background\":true}",
        "{\"model\":\"m\",\"input\":[{\"type\" : \"item_reference\",\"id\":\"rs_1\"}]}"
      })
  void refusesWhatRefersToStateAtTheProvider(String body) {
    assertThatThrownBy(() -> Calls.translate(request(body), OPENAI))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> Calls.translate(request(body), CLAUDE))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void answersWithItems() {
    ClientReply reply =
        (ClientReply)
            Calls.answer(
                request("{\"model\":\"m\",\"input\":\"x\"}"),
                CLAUDE,
                200,
                """
                {"id":"msg_1","model":"c","content":[{"type":"text","text":"Hi"},
                  {"type":"tool_use","id":"toolu_1","name":"f","input":{}}],
                 "stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2}}
                """
                    .getBytes(UTF_8));
    JsonNode response = Json.read(reply.body());
    assertThat(response.path("status").asString()).isEqualTo("completed");
    assertThat(response.path("output").path(0).path("content").path(0).path("text").asString())
        .isEqualTo("Hi");
    JsonNode call = response.path("output").path(1);
    assertThat(call.path("call_id").asString()).isEqualTo("toolu_1");
    assertThat(call.path("arguments").asString()).isEqualTo("{}");
    assertThat(response.path("usage").path("total_tokens").asInt()).isEqualTo(3);
  }

  @Test
  void namesItsErrorEventAndNestsTheError() {
    ResponseStream stream = Calls.stream(request("{\"model\":\"m\",\"input\":\"x\"}"), CLAUDE);
    String out =
        Calls.run(
            stream,
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","model":"c"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}

            """
                .getBytes(UTF_8),
            10);
    assertThat(stream.state()).isEqualTo(State.TRUNCATED);
    assertThat(out).contains("event: error\n").contains("\"error\":{\"message\":");
    assertThat(out).doesNotContain("response.completed");
  }
}
