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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Names of tools that a provider does not take, there and back. */
class ToolNameTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-4o");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-sonnet-4-5");
  private static final Target BEDROCK =
      Calls.target(Vendors.BEDROCK, "anthropic.claude-sonnet-4-5");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");
  private static final Target OLLAMA = Calls.target(Vendors.OLLAMA, "llama3");

  /** As Claude Code names what a plug-in's server offers. */
  private static final String LONG =
      "mcp__plugin_chrome-devtools-mcp_chrome-devtools__get_console_messages";

  private static ClientRequest agent(String name, boolean stream) {
    return Calls.request(
        "/v1/messages",
        """
        {"model":"m","max_tokens":9,"stream":%s,"messages":[{"role":"user","content":"Hi"},
          {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"%s","input":{}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"x"}]}],
         "tools":[{"name":"other_12345678","input_schema":{}},{"name":"%s","input_schema":{}}],
         "tool_choice":{"type":"tool","name":"%s"}}
        """
            .formatted(stream, name, name, name));
  }

  @Test
  void aLongNameIsShortenedWhereverItStands() {
    UpstreamRequest sent = Calls.translate(agent(LONG, false), OPENAI);
    JsonNode body = Json.read(sent.body());
    String name = body.at("/tools/1/function/name").asString();
    assertThat(name).hasSize(64).matches("mcp__plugin_chrome[a-zA-Z0-9_-]*_[0-9a-f]{8}");
    assertThat(body.at("/tools/0/function/name").asString()).isEqualTo("other_12345678");
    assertThat(body.at("/tool_choice/function/name").asString()).isEqualTo(name);
    assertThat(body.at("/messages/1/tool_calls/0/function/name").asString()).isEqualTo(name);
    assertThat(sent.adapted()).anyMatch(change -> change.startsWith("names of tools"));
  }

  @Test
  void theClientReadsItsOwnNameAgain() {
    String name = Calls.sent(agent(LONG, false), OPENAI).at("/tools/1/function/name").asString();
    String call =
        "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"{}\"}}]";
    String answer = "{\"choices\":[{\"index\":0,\"%s\":{%s},\"finish_reason\":\"tool_calls\"}]}";
    for (String called : new String[] {name, "other_12345678", "unknown_12345678"}) {
      String known = called.equals(name) ? LONG : called;
      byte[] whole = answer.formatted("message", call.formatted(called)).getBytes(UTF_8);
      var reply = (ClientReply) Calls.answer(agent(LONG, false), OPENAI, 200, whole);
      assertThat(Json.read(reply.body()).at("/content/0/name").asString()).isEqualTo(known);
      String events =
          "data: " + answer.formatted("delta", call.formatted(called)) + "\n\ndata: [DONE]\n\n";
      assertThat(Calls.run(Calls.stream(agent(LONG, true), OPENAI), events.getBytes(UTF_8), 50))
          .contains("\"name\":\"" + known + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.b:c, a.b:c, a_b_c_[0-9a-f]{8}",
    "1st, tool_1st_[0-9a-f]{8}, 1st",
    "größe, gr__e_[0-9a-f]{8}, gr__e_[0-9a-f]{8}",
    "get_time, get_time, get_time"
  })
  void eachProviderGetsTheNamesThatItTakes(String name, String gemini, String others) {
    ClientRequest request = agent(name, false);
    assertThat(Calls.sent(request, GEMINI).at("/tools/0/functionDeclarations/1/name").asString())
        .matches(gemini);
    assertThat(Calls.sent(request, OPENAI).at("/tools/1/function/name").asString()).matches(others);
    assertThat(Calls.sent(request, BEDROCK).at("/toolConfig/tools/1/toolSpec/name").asString())
        .matches(others);
    assertThat(Calls.sent(request, OLLAMA).at("/tools/0/function/name").asString()).isEqualTo(name);
    ClientRequest chat =
        Calls.chat(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\""
                + name
                + "\"}}]}");
    assertThat(Calls.sent(chat, CLAUDE).at("/tools/0/name").asString()).matches(others);
  }

  /** Where more is taken, nothing is shortened. */
  @Test
  void aNameThatIsLongForOneIsNotForAnother() {
    ClientRequest chat =
        Calls.chat(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\""
                + LONG
                + "\"}}]}");
    assertThat(Calls.sent(chat, CLAUDE).at("/tools/0/name").asString()).isEqualTo(LONG);
  }
}
