package io.tollgate.providers.wire.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import io.tollgate.providers.wire.responses.StoredTurn.ItemPage;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TurnTests {
  private static final TurnMarks MARKS = new TurnMarks("resp_2", "resp_1");

  private static final StoredTurn FIRST =
      StoredTurn.read(
          """
          {"input":[{"role":"user","content":"My name is Ada"}],
           "response":{"id":"resp_1","output":[
             {"id":"rs_1","type":"reasoning","summary":[]},
             {"id":"rs_2","type":"reasoning","summary":[],"encrypted_content":"opaque"},
             {"id":"fc_1","type":"function_call","call_id":"call_1","name":"f",
              "arguments":"{\\"a\\": 1.0}"}]}}
          """
              .getBytes(UTF_8));

  private static ClientRequest request(String body) {
    return Calls.request("/v1/responses", body);
  }

  @Test
  void readsWhatARequestSaysOfItsConversation() {
    assertThat(TurnRequest.of(request("{\"model\":\"m\"}"))).isEqualTo(new TurnRequest(true, null));
    assertThat(
            TurnRequest.of(
                request("{\"model\":\"m\",\"store\":false,\"previous_response_id\":\"resp_1\"}")))
        .isEqualTo(new TurnRequest(false, "resp_1"));
    assertThatThrownBy(
            () -> TurnRequest.of(request("{\"model\":\"m\",\"previous_response_id\":7}")))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void sendsTheTurnsBeforeWithTheRequestsOwnInput() {
    var body =
        """
        {"previous_response_id":"resp_1","model":"m","temperature":1.50,"store":true,
         "input":[{"type":"function_call_output","call_id":"call_1","output":"x"}]}\
        """;

    var whole = new String(TurnRequest.whole(request(body), List.of(FIRST), false), UTF_8);

    assertThat(whole).contains("\"temperature\":1.50").doesNotContain("previous_response_id");
    JsonNode sent = Json.read(whole);
    assertThat(sent.path("store").asBoolean(true)).isFalse();
    assertThat(sent.path("input"))
        .isEqualTo(
            Json.read(
                """
                [{"role":"user","content":"My name is Ada"},
                 {"id":"rs_2","type":"reasoning","summary":[],"encrypted_content":"opaque"},
                 {"id":"fc_1","type":"function_call","call_id":"call_1","name":"f",
                  "arguments":"{\\"a\\": 1.0}"},
                 {"type":"function_call_output","call_id":"call_1","output":"x"}]
                """));
  }

  @Test
  void asksForThoughtsInAFormThatCanBeSentBack() {
    for (var include : new String[] {"", ",\"include\":[\"x\"]"}) {
      var asked = request("{\"model\":\"m\",\"input\":\"Hi\"%s}".formatted(include));

      var sent = Json.read(TurnRequest.whole(asked, List.of(), true));

      assertThat(sent.path("include").toString()).contains("\"reasoning.encrypted_content\"");
      assertThat(sent.path("input").asString()).isEqualTo("Hi");
    }
  }

  @Test
  void keepsATextAsAMessage() {
    var turn =
        TurnAnswer.kept(
            request("{\"model\":\"m\",\"input\":\"Hi\"}"),
            Json.read("{\"id\":\"resp_x\",\"output\":[]}"),
            MARKS);

    var again = StoredTurn.read(turn.bytes());

    assertThat(again.input().toString())
        .isEqualTo(
            "[{\"type\":\"message\",\"role\":\"user\",\"content\":"
                + "[{\"type\":\"input_text\",\"text\":\"Hi\"}]}]");
    assertThat(again.response().path("id").asString()).isEqualTo("resp_2");
    assertThat(again.response().path("previous_response_id").asString()).isEqualTo("resp_1");
    assertThat(again.response().path("store").asBoolean()).isTrue();
  }

  @Test
  void listsItemsInPages() {
    var turn =
        StoredTurn.read(
            """
            {"input":[{"role":"user","content":"1"},{"role":"user","content":"2"},
                      {"id":"fc_9","type":"function_call","status":"completed"}],
             "response":{"id":"resp_7","output":[]}}
            """
                .getBytes(UTF_8));

    var latest = Json.read(turn.itemsBody(new ItemPage(2, false, "")));
    var rest = Json.read(turn.itemsBody(new ItemPage(2, false, latest.path("last_id").asString())));
    var all = Json.read(turn.itemsBody(new ItemPage(1000, true, "")));

    assertThat(latest.path("data").size()).isEqualTo(2);
    assertThat(latest.path("first_id").asString()).isEqualTo("fc_9");
    assertThat(latest.path("has_more").asBoolean()).isTrue();
    assertThat(rest.at("/data/0/content/0/text").asString()).isEqualTo("1");
    assertThat(rest.at("/data/0/id").asString()).isEqualTo("msg_7_0");
    assertThat(rest.path("has_more").asBoolean()).isFalse();
    assertThat(all.path("data").size()).isEqualTo(3);
  }

  @Test
  void holdsTheEndOfAStreamBack() {
    var asked = request("{\"model\":\"m\",\"input\":\"Hi\",\"stream\":true}");
    var answer =
        """
        event: response.created
        data: {"type":"response.created","response":{"id":"resp_x","model":"g","store":false}}

        event: response.output_text.delta
        data: {"type":"response.output_text.delta","delta":"A","x": 1.0}

        event: response.completed
        data: {"type":"response.completed","response":{"id":"resp_x","output":[],"store":false}}

        """;
    for (int size = 1; size < answer.length(); size += 7) {
      var stream = new TurnStream(Calls.stream(asked, target()), MARKS, true);

      var seen = Calls.run(stream, answer.getBytes(UTF_8), size);

      assertThat(stream.state()).isEqualTo(State.COMPLETE);
      assertThat(seen)
          .contains("\"delta\":\"A\",\"x\": 1.0", "\"id\":\"resp_2\"", "\"store\":true")
          .doesNotContain("response.completed", "resp_x");
      assertThat(new String(stream.lastEvent(false), UTF_8))
          .startsWith("event: response.completed\n")
          .contains("\"id\":\"resp_2\"", "\"store\":false")
          .endsWith("\n\n");
    }
  }

  @Test
  void hasNoEndForAStreamThatBroke() {
    var asked = request("{\"model\":\"m\",\"input\":\"Hi\",\"stream\":true}");
    var answer =
        """
        event: response.output_text.delta
        data: {"type":"response.output_text.delta","delta":"A"}

        """;
    var stream = new TurnStream(Calls.stream(asked, target()), MARKS, true);

    var seen = Calls.run(stream, answer.getBytes(UTF_8), 9);

    assertThat(stream.state()).isEqualTo(State.TRUNCATED);
    assertThat(seen).contains("event: error");
    assertThat(stream.response()).isNull();
    assertThat(stream.lastEvent(true)).isEmpty();
  }

  private static Target target() {
    return Calls.target(Vendors.OPENAI, "gpt");
  }
}
