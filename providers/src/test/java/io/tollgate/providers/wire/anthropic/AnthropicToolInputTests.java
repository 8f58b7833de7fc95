package io.tollgate.providers.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call's input may come in pieces, or whole with the block that it is in, or both. */
class AnthropicToolInputTests {
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-x");
  private static final ClientRequest CHAT =
      Calls.chat(
          "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

  private static String event(String json) {
    String type = Json.read(json).path("type").asString();
    return "event: " + type + "\ndata: " + json + "\n\n";
  }

  private static String stream(String input, String pieces, boolean ends) {
    StringBuilder stream = new StringBuilder();
    stream.append(
        event("{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"c\"}}"));
    stream.append(
        event(
            "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":"
                + input
                + "}}"));
    for (String piece : pieces.split("\\|", -1)) {
      String quoted = new String(Json.quoted(piece), UTF_8);
      stream.append(
          event(
              "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":"
                  + quoted
                  + "}}"));
    }
    if (ends) {
      stream.append(event("{\"type\":\"content_block_stop\",\"index\":1}"));
    }
    stream.append(event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\"}}"));
    return stream.append(event("{\"type\":\"message_stop\"}")).toString();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        // As it is nearly always.
        "{}; `|{\"a\":|1}`; true; {\"a\":1}",
        "{}; ``; true; {}",
        // Whole with its block alone, with an empty piece, and said twice.
        "{\"a\":1}; ``; true; {\"a\":1}",
        "{\"a\":1}; `|`; true; {\"a\":1}",
        "{\"a\":1}; `{\"a\"|:1}`; true; {\"a\":1}",
        // The end of a block may be missing.
        "{\"a\":1}; ``; false; {\"a\":1}",
        "{}; ``; false; {}",
      })
  void itIsTakenOnce(String input, String pieces, boolean ends, String arguments) {
    String seen =
        Calls.run(Calls.stream(CHAT, CLAUDE), stream(input, pieces, ends).getBytes(UTF_8), 40);
    StringBuilder gathered = new StringBuilder();
    seen.lines()
        .filter(line -> line.startsWith("data: {"))
        .forEach(line ->
            gathered.append(
                Json.read(line.substring(6))
                    .at("/choices/0/delta/tool_calls/0/function/arguments")
                    .asString("")));
    assertThat(gathered).hasToString(arguments);
    assertThat(seen).contains("\"finish_reason\":\"tool_calls\"").endsWith("[DONE]\n\n");
  }
}
