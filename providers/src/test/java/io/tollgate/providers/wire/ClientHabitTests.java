package io.tollgate.providers.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the vendors' own clients and coding agents write, whether or not it is in a reference. */
class ClientHabitTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-4o");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-sonnet-4-5");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");

  private static void assertJson(JsonNode actual, String expected) {
    assertThat(actual.toPrettyString()).isEqualTo(Json.read(expected).toPrettyString());
  }

  private static UpstreamRequest gemini(String body, Target target) {
    return Calls.translate(Calls.request("/v1beta/models/m:generateContent", body), target);
  }

  /** Coding agents mark the last block of every turn, which is often a result. */
  @Test
  void aCacheMarkBehindAResultIsNoMessageOfItsOwn() {
    JsonNode sent =
        Calls.sent(
            Calls.request(
                "/v1/messages",
                """
                {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},
                  {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"f","input":{}}]},
                  {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"x",
                    "cache_control":{"type":"ephemeral"}}]}]}
                """),
            OPENAI);
    assertJson(
        sent.path("messages").path(2),
        """
        {"role":"tool","tool_call_id":"t1","content":"x"}
        """);
    assertThat(sent.path("messages").size()).isEqualTo(3);
  }

  /** Google's own examples are written so. */
  @Test
  void oneValueStandsForAListOfItAtGemini() {
    UpstreamRequest sent =
        gemini(
            """
            {"system_instruction":{"parts":{"text":"Be a cat."}},
             "contents":{"parts":{"text":"Hi"}},
             "tools":{"functionDeclarations":{"name":"f"}}}
            """,
            OPENAI);
    assertJson(
        Json.read(sent.body()),
        """
        {"model":"gpt-4o","messages":[{"role":"system","content":"Be a cat."},
          {"role":"user","content":"Hi"}],
         "tools":[{"type":"function","function":{"name":"f",
           "parameters":{"type":"object","properties":{}}}}]}
        """);
  }

  /** As they are written by google-genai, whose Python edition has an alphabet of its own. */
  @Test
  void whatGooglesOwnClientsWriteIsCarriedWhereAnApiIsStrict() {
    UpstreamRequest sent =
        gemini(
            """
            {"systemInstruction":{"role":"user","parts":[{"text":"s"}]},
             "contents":[{"role":"user","parts":[
               {"inlineData":{"mimeType":"image/png","data":"_-8A"}},
               {"inlineData":{"mimeType":"image/png","data":"_-8"}},
               {"inlineData":{"mimeType":"application/pdf","data":"AAAA","displayName":"a.pdf"}}]}],
             "tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT",
               "properties":{"a":{"type":"TYPE_UNSPECIFIED","description":"d"}}}}]}]}
            """,
            CLAUDE.strictly());
    JsonNode content = Json.read(sent.body()).path("messages").path(0).path("content");
    assertThat(content.path(0).path("source").path("data").asString()).isEqualTo("/+8A");
    assertThat(content.path(1).path("source").path("data").asString()).isEqualTo("/+8=");
    assertThat(content.path(2).path("title").asString()).isEqualTo("a.pdf");
    assertJson(
        Json.read(sent.body()).at("/tools/0/input_schema/properties/a"), "{\"description\":\"d\"}");
  }

  @Test
  void whatAnAnswerSaidOfItselfComesBackWhereAnApiIsStrict() {
    Calls.translate(
        Calls.chat(
            """
            {"model":"m","messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","content":null,"refusal":null,"annotations":[],"parsed":null,
                "tool_calls":[{"id":"c","type":"function","index":0,
                  "function":{"name":"f","arguments":"{}","parsed_arguments":{}}}]},
              {"role":"tool","tool_call_id":"c","content":"x"}]}
            """),
        CLAUDE.strictly());
    Calls.translate(
        Calls.request(
            "/v1/messages",
            """
            {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{},
                "caller":{"type":"direct"}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"x"}]}]}
            """),
        OPENAI.strictly());
    Calls.translate(
        Calls.request(
            "/v1/responses",
            """
            {"model":"m","input":[{"role":"user","content":"Hi"},
              {"id":"msg_1","type":"message","role":"assistant","status":"completed",
                "phase":"final_answer","content":[{"type":"output_text","text":"y",
                  "annotations":[],"logprobs":[]}]},
              {"role":"user","content":"Go on"}]}
            """),
        GEMINI.strictly());
  }

  /** Frameworks spell out every default, which nobody misses where it cannot be said. */
  @ParameterizedTest
  @ValueSource(strings = {"claude-sonnet-4-5", "claude-opus-4-8"})
  void aDefaultThatIsSpelledOutIsNotMissedByAModelThatTakesNoOther(String claude) {
    String body =
        """
        {"model":"m","messages":[{"role":"user","content":"Hi"}],"temperature":%s,"top_p":1.0,
         "frequency_penalty":0,"presence_penalty":0.0,"n":1,"stop":null,"logit_bias":{},
         "metadata":{},"store":false,"service_tier":"auto","response_format":{"type":"text"}}
        """;
    for (Target target :
        new Target[] {
          Calls.target(Vendors.ANTHROPIC, claude),
          Calls.target(Vendors.BEDROCK, "anthropic." + claude)
        }) {
      Calls.translate(Calls.chat(body.formatted("1")), target.strictly());
    }
    Target newest = Calls.target(Vendors.ANTHROPIC, "claude-opus-4-8");
    assertThat(Calls.translate(Calls.chat(body.formatted("0.2")), newest).dropped())
        .containsExactly("temperature");
    Target thinker = Calls.target(Vendors.OPENAI, "o3");
    String messages =
        "{\"model\":\"m\",\"max_tokens\":9,\"temperature\":1,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    assertThat(
            Calls.sent(Calls.request("/v1/messages", messages), thinker.strictly())
                .has("temperature"))
        .isFalse();
  }

  /** It answers a field that it does not know with an error. */
  @Test
  void whatAnAnswerLackedIsNotToldToMistral() {
    Target mistral = Calls.target(Vendors.find("mistral").orElseThrow(), "mistral-large-latest");
    JsonNode sent =
        Calls.sent(
            Calls.chat(
                """
                {"model":"m","messages":[{"role":"user","content":"Hi"},
                  {"role":"assistant","content":"y","refusal":null,"annotations":[],"audio":null,
                    "function_call":null},
                  {"role":"user","content":"Go on"}]}
                """),
            mistral);
    assertJson(sent.at("/messages/1"), "{\"role\":\"assistant\",\"content\":\"y\"}");
  }
}
