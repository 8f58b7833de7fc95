package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.FrameDecoder;
import io.tollgate.providers.wire.cohere.CohereFormat;
import io.tollgate.providers.wire.ollama.OllamaFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * For any answer of a provider whose format is not a client's: its stream, cut anywhere, says what
 * its whole says.
 */
class GeneratedUpstreamAnswersTests {
  private static final String[] TEXTS = {
    "Hi", "ä😀", "\"quoted\" \\ \n\ttab", "data: x\n\n", "nul", "null", "\u2028", "[DONE]", " "
  };

  private static List<String> texts(Random random, int most) {
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      texts.add(TEXTS[random.nextInt(TEXTS.length)]);
    }
    return texts;
  }

  private static String arguments(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "null";
      case 1 -> "{}";
      default -> Json.text(Json.object().put("a", String.join("", texts(random, 3))).put("n", 1));
    };
  }

  @Property(tries = 300)
  void aCohereStreamEqualsTheWholeAnswer(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode whole = Json.object().put("id", "x");
    ObjectNode message = whole.putObject("message").put("role", "assistant");
    StringBuilder stream = new StringBuilder();
    event(stream, "message-start", 0, Json.object());
    List<String> thoughts = texts(random, 3);
    List<String> texts = texts(random, 3);
    ArrayNode content = message.putArray("content");
    part(content, stream, "thinking", thoughts);
    part(content, stream, "text", texts);
    ArrayNode citations = message.putArray("citations");
    for (int i = random.nextInt(3); i > 0; i--) {
      citation(random, citations, stream);
    }
    List<String> plan = texts(random, 3);
    message.put("tool_plan", String.join("", plan));
    plan.forEach(
        piece -> event(stream, "tool-plan-delta", 0, Json.object().put("tool_plan", piece)));
    ArrayNode calls = message.putArray("tool_calls");
    for (int i = random.nextInt(4); i > 0; i--) {
      call(random, calls, stream);
    }
    ObjectNode end = Json.object().put("finish_reason", "COMPLETE");
    end.putObject("usage").putObject("tokens").put("input_tokens", 3).put("output_tokens", 4);
    whole.setAll(end);
    stream.append("data: ").append(Json.object().put("type", "message-end").set("delta", end));
    assertSame(new CohereFormat(), whole, stream.append("\n\ndata: [DONE]\n\n"), random);
  }

  private static void event(StringBuilder stream, String type, int index, ObjectNode message) {
    ObjectNode event = Json.object().put("type", type).put("index", index).put("id", "x");
    event.putObject("delta").set("message", message);
    stream
        .append("event: ")
        .append(type)
        .append("\ndata: ")
        .append(Json.text(event))
        .append("\n\n");
  }

  private static void part(
      ArrayNode content, StringBuilder stream, String type, List<String> pieces) {
    content.addObject().put("type", type).put(type, String.join("", pieces));
    for (String piece : pieces) {
      ObjectNode message = Json.object();
      message.putObject("content").put(type, piece);
      event(stream, "content-delta", 0, message);
    }
  }

  private static void citation(Random random, ArrayNode citations, StringBuilder stream) {
    ObjectNode citation = citations.addObject().put("start", 0).put("end", random.nextInt(3));
    ObjectNode source = citation.putArray("sources").addObject();
    source.putObject("document").put("url", "https://a.test/" + citations.size());
    event(stream, "citation-start", 0, Json.object().set("citations", citation.deepCopy()));
    event(stream, "citation-end", 0, Json.object());
  }

  private static void call(Random random, ArrayNode calls, StringBuilder stream) {
    int index = calls.size();
    String arguments = arguments(random);
    ObjectNode call = Json.object().put("id", "c" + index).put("type", "function");
    call.putObject("function").put("name", "f" + index).put("arguments", arguments);
    calls.add(call);
    ObjectNode start = call.deepCopy();
    int cut = random.nextInt(arguments.length() + 1);
    if (cut > 0 && Character.isHighSurrogate(arguments.charAt(cut - 1))) {
      cut--;
    }
    ((ObjectNode) start.path("function")).put("arguments", arguments.substring(0, cut));
    event(stream, "tool-call-start", index, Json.object().set("tool_calls", start));
    ObjectNode rest = Json.object();
    rest.putObject("function").put("arguments", arguments.substring(cut));
    event(stream, "tool-call-delta", index, Json.object().set("tool_calls", rest));
    event(stream, "tool-call-end", index, Json.object());
  }

  @Property(tries = 300)
  void anOllamaStreamEqualsTheWholeAnswer(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder stream = new StringBuilder();
    ObjectNode message = Json.object().put("role", "assistant");
    for (String field : new String[] {"thinking", "content"}) {
      List<String> pieces = texts(random, 4);
      message.put(field, String.join("", pieces));
      pieces.forEach(piece -> line(stream, Json.object().put(field, piece)));
    }
    ArrayNode calls = message.putArray("tool_calls");
    for (int i = random.nextInt(4); i > 0; i--) {
      ObjectNode function = calls.addObject().putObject("function").put("name", "f" + i);
      function.putObject("arguments").put("a", String.join("", texts(random, 3)));
      ObjectNode alone = Json.object();
      alone.putArray("tool_calls").add(calls.get(calls.size() - 1));
      line(stream, alone);
    }
    ObjectNode last = Json.object().put("model", "m").put("done", true);
    last.put("done_reason", "stop").put("prompt_eval_count", 3).put("eval_count", 4);
    stream.append(Json.text(last));
    ObjectNode whole = last.deepCopy();
    whole.set("message", message);
    assertSame(new OllamaFormat(), whole, stream, random);
  }

  private static void line(StringBuilder stream, ObjectNode message) {
    ObjectNode line = Json.object().put("model", "m").put("done", false);
    stream.append(Json.text(line.set("message", message))).append('\n');
  }

  private static void assertSame(
      UpstreamFormat format, ObjectNode whole, CharSequence stream, Random random) {
    AnswerFold said = new AnswerFold();
    format.decode(whole, said);
    AnswerFold streamed = new AnswerFold();
    StreamDecoder decoder = format.stream();
    FrameDecoder frames = format.framing(frame -> decoder.decode(frame, streamed));
    byte[] bytes = stream.toString().getBytes(UTF_8);
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(bytes.length - from, 1 + random.nextInt(40));
      frames.feed(ByteBuffer.wrap(bytes, from, length));
      from += length;
    }
    frames.end();
    decoder.close(streamed);
    assertThat(streamed.failure()).isNull();
    assertThat(streamed.answer()).isEqualTo(said.answer());
  }
}
