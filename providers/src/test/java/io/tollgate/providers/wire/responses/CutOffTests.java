package io.tollgate.providers.wire.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** An answer that was cut off was so within its last item, and those before are whole. */
class CutOffTests {
  private static final Target CHAT_ONLY = Calls.target(Vendors.find("deepseek").orElseThrow(), "d");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-x");

  private static final String TWO_CALLS =
      """
      [{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
       {"index":1,"id":"b","type":"function","function":{"name":"f","arguments":"{\\"x"}}]
      """;

  private static ClientRequest asked(boolean stream) {
    String body = "{\"model\":\"m\",\"input\":\"x\",\"stream\":" + stream + "}";
    return Calls.request("/v1/responses", body);
  }

  private static List<String> statuses(JsonNode response) {
    List<String> statuses = new ArrayList<>();
    statuses.add(response.path("status").asString());
    response.path("output").forEach(item -> statuses.add(item.path("status").asString("-")));
    return statuses;
  }

  private static List<JsonNode> events(Target target, String stream) {
    String seen = Calls.run(Calls.stream(asked(true), target), stream.getBytes(UTF_8), 60);
    return seen.lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> Json.read(line.substring(6)))
        .toList();
  }

  private static void assertStreamed(List<JsonNode> events, List<String> statuses) {
    assertThat(statuses(events.getLast().path("response"))).isEqualTo(statuses);
    assertThat(
            events.stream()
                .filter(event -> event.path("type").asString().equals("response.output_item.done"))
                .map(event -> event.at("/item/status").asString("-")))
        .containsExactlyElementsOf(statuses.subList(1, statuses.size()));
    assertThat(events.getLast().path("type").asString())
        .isEqualTo("response." + statuses.getFirst());
  }

  @ParameterizedTest
  @CsvSource({
    "length, incomplete completed incomplete",
    "content_filter, incomplete completed incomplete",
    "tool_calls, completed completed completed",
  })
  void onlyTheLastOfTwoCallsIsIncomplete(String reason, String expected) {
    List<String> statuses = List.of(expected.split(" "));
    String choice = "{\"choices\":[{\"index\":0,\"%s\":{%s},\"finish_reason\":%s}]}";
    String said = "\"role\":\"assistant\",\"content\":null,\"tool_calls\":" + oneLine();
    String whole = choice.formatted("message", said, "\"" + reason + "\"");
    ClientReply reply =
        (ClientReply) Calls.answer(asked(false), CHAT_ONLY, 200, whole.getBytes(UTF_8));
    assertThat(statuses(Json.read(reply.body()))).isEqualTo(statuses);

    String stream =
        "data: "
            + choice.formatted("delta", said, "null")
            + "\n\ndata: "
            + choice.formatted("delta", "", "\"" + reason + "\"")
            + "\n\ndata: [DONE]\n\n";
    assertStreamed(events(CHAT_ONLY, stream), statuses);
  }

  private static String oneLine() {
    return TWO_CALLS.replace("\n", "");
  }

  @ParameterizedTest
  @CsvSource({"max_tokens, incomplete", "end_turn, completed"})
  void aTextThatWasCutOffIsIncomplete(String reason, String status) {
    List<String> statuses = List.of(status, "-", status);
    String start = "{\"type\":\"content_block_start\",\"index\":%d,\"content_block\":%s}";
    String stop = "{\"type\":\"content_block_stop\",\"index\":%d}";
    String thought = "{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"s\"}";
    String text = "{\"type\":\"text\",\"text\":\"Once\"}";
    String stream =
        String.join(
            "",
            event("{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"c\"}}"),
            event(start.formatted(0, thought)),
            event(stop.formatted(0)),
            event(start.formatted(1, text)),
            event(stop.formatted(1)),
            event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason + "\"}}"),
            event("{\"type\":\"message_stop\"}"));
    List<JsonNode> events = events(CLAUDE, stream);
    assertStreamed(events, statuses);
    JsonNode item = events.getLast().at("/response/output/1");
    assertThat(item.at("/content/0/text").asString()).isEqualTo("Once");

    String whole =
        "{\"id\":\"msg_1\",\"model\":\"c\",\"content\":["
            + thought
            + ","
            + text
            + "],\"stop_reason\":\""
            + reason
            + "\"}";
    ClientReply reply =
        (ClientReply) Calls.answer(asked(false), CLAUDE, 200, whole.getBytes(UTF_8));
    assertThat(statuses(Json.read(reply.body()))).isEqualTo(statuses);
  }

  private static String event(String json) {
    return "event: " + Json.read(json).path("type").asString() + "\ndata: " + json + "\n\n";
  }
}
