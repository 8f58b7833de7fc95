package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.Recordings;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Mistral's content is now and then a list, in which thoughts stand. */
class MistralContentTests {
  private static final Target MISTRAL =
      Calls.target(Vendors.find("mistral").orElseThrow(), "mistral-small-latest");

  private static ClientRequest chat(boolean stream) {
    return Calls.chat(
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":"
            + stream
            + "}");
  }

  private static void assertJson(JsonNode actual, String expected) {
    assertThat(actual.toPrettyString()).isEqualTo(Json.read(expected).toPrettyString());
  }

  @Test
  void aChatClientReadsTextAndThoughtsBesideIt() {
    byte[] body = Recordings.read("mistral/reasoning-content-parts.response.json");
    ClientReply reply = (ClientReply) Calls.answer(chat(false), MISTRAL, 200, body);
    JsonNode message = Json.read(reply.body()).path("choices").path(0).path("message");
    assertThat(message.path("content").asString()).isEqualTo("144");
    assertThat(message.path("reasoning_content").asString()).startsWith("The user is asking");
    assertThat(Json.read(reply.body()).at("/usage/service_tier").asString()).isEqualTo("standard");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void aStreamingChatClientDoesToo(int pieces) {
    byte[] bytes = Recordings.read("mistral/stream-reasoning.response.sse");
    ResponseStream stream = Calls.stream(chat(true), MISTRAL);
    String seen = Calls.run(stream, bytes, pieces);
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    StringBuilder text = new StringBuilder();
    StringBuilder thoughts = new StringBuilder();
    seen.lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> Json.read(line.substring(6)).path("choices").path(0).path("delta"))
        .forEach(delta -> {
          assertThat(delta.path("content").isArray()).isFalse();
          text.append(delta.path("content").stringValue(""));
          thoughts.append(delta.path("reasoning_content").stringValue(""));
        });
    assertThat(text.toString()).isEqualTo("144");
    assertThat(thoughts.toString()).startsWith("The user is asking for the product");
    assertThat(stream.usage().usage().totalOutput()).isEqualTo(66);
  }

  @Test
  void thoughtsGoBackInsideTheContent() {
    String request =
        """
        {"model":"m","messages":[{"role":"developer","content":"Be brief."},
         {"role":"user","content":"Hi"},
         {"role":"assistant","content":"Yes.","reasoning_content":"Hm.","x":1.50},
         {"role":"user","content":"And?"}],"safe_prompt":true}
        """;
    assertJson(
        Calls.sent(Calls.chat(request), MISTRAL),
        """
        {"model":"mistral-small-latest","messages":[{"role":"system","content":"Be brief."},
         {"role":"user","content":"Hi"},
         {"role":"assistant","content":[
           {"type":"thinking","thinking":[{"type":"text","text":"Hm."}]},
           {"type":"text","text":"Yes."}],"x":1.50},
         {"role":"user","content":"And?"}],"safe_prompt":true}
        """);
  }

  @Test
  void withoutThoughtsAMessageKeepsItsBytes() {
    String request =
        "{\"model\":\"m\",\"messages\":[ {\"role\":\"user\", \"content\":\"\\u00e4\"} ],\"safe_prompt\":true}";
    assertThat(new String(Calls.translate(Calls.chat(request), MISTRAL).body(), UTF_8))
        .isEqualTo(request.replace("\"m\"", "\"mistral-small-latest\""));
  }

  @Test
  void anotherClientsThoughtsGoInsideTheContent() {
    JsonNode sent =
        Calls.sent(
            Calls.request(
                "/v1/messages",
                """
                {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},
                 {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":""},
                   {"type":"text","text":"Yes."}]},{"role":"user","content":"And?"}]}
                """),
            MISTRAL);
    assertJson(
        sent.path("messages").path(1).path("content"),
        """
        [{"type":"thinking","thinking":[{"type":"text","text":"Hm."}]},
         {"type":"text","text":"Yes."}]
        """);
  }

  @Test
  void idsOfAnotherVendorsCallsBecomeShortOnes() {
    String messages =
        """
        "messages":[{"role":"user","content":"Hi"},
         {"role":"assistant","content":null,"tool_calls":[
           {"id":"call_abcdefghijklmnop","type":"function","function":{"name":"f","arguments":"{\\"a\\":1.50}"}},
           {"id":"g6fVbXS8K","type":"function","function":{"name":"f","arguments":"{}"}}]},
         {"role":"tool","tool_call_id":"call_abcdefghijklmnop","content":"x"},
         {"role":"tool","tool_call_id":"g6fVbXS8K","content":"y"}]}
        """;
    JsonNode sent = Calls.sent(Calls.chat("{\"model\":\"m\"," + messages), MISTRAL);
    String first = sent.at("/messages/1/tool_calls/0/id").asString();
    assertThat(first).matches("[a-zA-Z0-9]{9}");
    assertThat(sent.at("/messages/2/tool_call_id").asString()).isEqualTo(first);
    assertThat(sent.at("/messages/1/tool_calls/1/id").asString()).isEqualTo("g6fVbXS8K");
    assertThat(sent.at("/messages/1/tool_calls/0/function/arguments").asString())
        .isEqualTo("{\"a\":1.50}");
    JsonNode translated =
        Calls.sent(
            Calls.request(
                "/v1/messages",
                """
                {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},
                 {"role":"assistant","content":[
                   {"type":"tool_use","id":"call_abcdefghijklmnop","name":"f","input":{}}]},
                 {"role":"user","content":[
                   {"type":"tool_result","tool_use_id":"call_abcdefghijklmnop","content":"x"}]}]}
                """),
            MISTRAL);
    assertThat(translated.at("/messages/1/tool_calls/0/id").asString()).isEqualTo(first);
    assertThat(translated.at("/messages/2/tool_call_id").asString()).isEqualTo(first);
  }
}
