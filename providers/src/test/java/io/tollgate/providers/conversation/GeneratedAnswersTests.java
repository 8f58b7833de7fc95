package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseDecoder;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.anthropic.AnthropicFormat;
import io.tollgate.providers.wire.gemini.GeminiFormat;
import io.tollgate.providers.wire.openai.ChatFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** For any answer: what a client puts together from a stream is what it gets as a whole. */
class GeneratedAnswersTests {
  private static final String[] TEXTS = {
    "Hi", "ä😀", "\"quoted\" \\ \n\ttab", "data: x\n\n", "</s>", "\u2028", "[DONE]", " ", "\u0000"
  };

  /** A sequence of events as a provider could send it, with parallel calls interleaved. */
  @Provide
  Arbitrary<List<StreamEvent>> answers() {
    return Arbitraries.longs().map(seed -> answer(new Random(seed)));
  }

  private static List<StreamEvent> answer(RandomGenerator random) {
    List<StreamEvent> events = new ArrayList<>();
    events.add(new Started("id-1", "model-1"));
    for (int i = random.nextInt(3); i > 0; i--) {
      events.add(new ReasoningDelta(0, text(random)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      events.add(new TextDelta(0, text(random)));
    }
    int tools = random.nextInt(4);
    for (int tool = 0; tool < tools; tool++) {
      events.add(new ToolCallStarted(0, tool, "call_" + tool, "f" + tool, null));
    }
    fragments(random, tools, events);
    for (int tool = 0; tool < tools; tool++) {
      events.add(new ToolCallEnded(0, tool));
    }
    events.add(new Finished(0, tools > 0 ? FinishReason.TOOL_CALLS : FinishReason.STOP, null));
    events.add(new UsageReported(Usage.of(random.nextInt(1000), random.nextInt(1000))));
    events.add(new Completed());
    return events;
  }

  private static String text(RandomGenerator random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private static void fragments(RandomGenerator random, int tools, List<StreamEvent> events) {
    List<String> rest = new ArrayList<>();
    for (int tool = 0; tool < tools; tool++) {
      rest.add(
          random.nextInt(4) == 0
              ? ""
              : Json.text(Json.object().put("a", text(random)).put("n", random.nextInt())));
    }
    while (rest.stream().anyMatch(text -> !text.isEmpty())) {
      int tool = random.nextInt(tools);
      String text = rest.get(tool);
      int length = Math.min(text.length(), 1 + random.nextInt(6));
      // A fragment is valid text of its own on the wire, so it never splits a surrogate pair.
      if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
        length++;
      }
      if (length > 0) {
        events.add(new ToolArgumentsDelta(0, tool, text.substring(0, length)));
        rest.set(tool, text.substring(length));
      }
    }
  }

  @Property(tries = 300)
  void aChatStreamEqualsTheWholeAnswer(@ForAll("answers") List<StreamEvent> events) {
    assertSame(
        new ChatFormat(),
        Calls.chat(
            "{\"model\":\"m\",\"messages\":[{}],\"stream_options\":{\"include_usage\":true}}"),
        events);
  }

  @Property(tries = 300)
  void aMessagesStreamEqualsTheWholeAnswer(@ForAll("answers") List<StreamEvent> events) {
    assertSame(new AnthropicFormat(), Calls.request("/v1/messages", "{\"model\":\"m\"}"), events);
  }

  @Property(tries = 300)
  void aGeminiStreamEqualsTheWholeAnswer(@ForAll("answers") List<StreamEvent> events) {
    String path = "/v1/models/m:streamGenerateContent";
    assertSame(new GeminiFormat(), Calls.request(path, "alt=sse", Headers.NONE, "{}"), events);
  }

  private static <F extends ClientFormat & UpstreamFormat> void assertSame(
      F format, ClientRequest request, List<StreamEvent> events) {
    AnswerFold said = new AnswerFold();
    events.forEach(said);
    AnswerFold whole = new AnswerFold();
    format.decode(Json.read(format.encode(said.answer(), request)), whole);
    AnswerFold streamed = streamed(format, request, events);
    assertThat(parts(streamed)).isEqualTo(parts(whole)).isEqualTo(parts(said));
    assertThat(streamed.answer().usage()).isEqualTo(whole.answer().usage());
    assertThat(reason(streamed)).isEqualTo(reason(whole)).isEqualTo(reason(said));
  }

  private static <F extends ClientFormat & UpstreamFormat> AnswerFold streamed(
      F format, ClientRequest request, List<StreamEvent> events) {
    SseWriter out = new SseWriter();
    StreamEncoder encoder = format.stream(request);
    events.forEach(event -> encoder.encode(event, out));
    AnswerFold fold = new AnswerFold();
    StreamDecoder decoder = format.stream();
    SseDecoder frames = new SseDecoder(frame -> decoder.decode(frame, fold));
    frames.feed(ByteBuffer.wrap(out.take()));
    frames.end();
    decoder.close(fold);
    return fold;
  }

  private static FinishReason reason(AnswerFold fold) {
    return fold.answer().choices().getFirst().reason();
  }

  /** Text is joined and arguments are compared as JSON, which is all that formats promise. */
  private static String parts(AnswerFold fold) {
    StringBuilder text = new StringBuilder();
    StringBuilder thoughts = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    for (Part part : fold.answer().choices().getFirst().parts()) {
      switch (part) {
        case Part.Text(String more) -> text.append(more);
        case Part.Reasoning reasoning -> thoughts.append(reasoning.text());
        case Part.ToolCall call -> calls.append(call.id()).append(call.name()).append(json(call));
        default -> throw new IllegalStateException(part.toString());
      }
    }
    return text + "|" + thoughts + "|" + calls;
  }

  private static String json(Part.ToolCall call) {
    byte[] arguments = call.arguments().getBytes(UTF_8);
    return arguments.length == 0 ? "{}" : Json.text(Json.read(arguments));
  }
}
