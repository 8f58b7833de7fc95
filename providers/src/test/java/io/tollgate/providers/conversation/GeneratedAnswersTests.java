package io.tollgate.providers.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseDecoder;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.anthropic.AnthropicFormat;
import io.tollgate.providers.wire.gemini.GeminiFormat;
import io.tollgate.providers.wire.openai.ChatFormat;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** For any answer: what a client puts together from a stream is what it gets as a whole. */
class GeneratedAnswersTests {
  /** A sequence of events as a provider could send it, with parallel calls interleaved. */
  @Provide
  Arbitrary<List<StreamEvent>> answers() {
    return Arbitraries.longs().map(seed -> GeneratedAnswers.answer(new Random(seed)));
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

  @Property(tries = 300)
  void aChatStreamShowsThePicturesSoundAndSourcesOfTheWholeAnswer(@ForAll long seed) {
    ClientRequest request =
        Calls.chat(
            "{\"model\":\"m\",\"messages\":[{}],\"stream_options\":{\"include_usage\":true},"
                + "\"audio\":{\"format\":\"pcm16\"}}");
    assertExtras(new ChatFormat(), request, seed, true);
  }

  @Property(tries = 300)
  void aMessagesStreamShowsTheSourcesOfTheWholeAnswer(@ForAll long seed) {
    ClientRequest request = Calls.request("/v1/messages", "{\"model\":\"m\"}");
    assertExtras(new AnthropicFormat(), request, seed, false);
  }

  @Property(tries = 300)
  void aGeminiStreamShowsThePicturesSoundAndSourcesOfTheWholeAnswer(@ForAll long seed) {
    String path = "/v1/models/m:streamGenerateContent";
    ClientRequest request = Calls.request(path, "alt=sse", Headers.NONE, "{}");
    assertExtras(new GeminiFormat(), request, seed, true);
  }

  private static <F extends ClientFormat & UpstreamFormat> void assertExtras(
      F format, ClientRequest request, long seed, boolean places) {
    List<StreamEvent> events = GeneratedExtras.answer(new Random(seed), format);
    assertSame(format, request, events);
    AnswerFold said = new AnswerFold();
    events.forEach(said);
    AnswerFold whole = new AnswerFold();
    format.decode(Json.read(format.encode(said.answer(), request)), whole);
    AnswerFold streamed = streamed(format, request, events);
    assertThat(GeneratedExtras.of(streamed, true)).isEqualTo(GeneratedExtras.of(whole, true));
    assertThat(GeneratedExtras.of(streamed, places)).isEqualTo(GeneratedExtras.of(said, places));
  }

  private static <F extends ClientFormat & UpstreamFormat> void assertSame(
      F format, ClientRequest request, List<StreamEvent> events) {
    AnswerFold said = new AnswerFold();
    events.forEach(said);
    AnswerFold whole = new AnswerFold();
    format.decode(Json.read(format.encode(said.answer(), request)), whole);
    AnswerFold streamed = streamed(format, request, events);
    assertThat(GeneratedAnswers.parts(streamed))
        .isEqualTo(GeneratedAnswers.parts(whole))
        .isEqualTo(GeneratedAnswers.parts(said));
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
}
