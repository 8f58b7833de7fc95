package io.tollgate.providers.media;

import static io.tollgate.domain.provider.WireFormat.OPENAI;
import static io.tollgate.providers.call.Endpoint.IMAGE_EDITS;
import static io.tollgate.providers.call.Endpoint.IMAGE_GENERATIONS;
import static io.tollgate.providers.call.Endpoint.MODERATIONS;
import static io.tollgate.providers.call.Endpoint.SPEECH_SYNTHESIS;
import static io.tollgate.providers.call.Endpoint.TRANSCRIPTIONS;
import static io.tollgate.providers.multipart.Forms.field;
import static io.tollgate.providers.multipart.Forms.file;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.OperationCall;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.RequestParser;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.multipart.Forms;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaPassThroughTests {
  private static final String SPEECH = "{\"model\":\"m\",\"input\":\"Hi\",\"voice\":\"alloy\"}";

  private static Headers typed(String contentType) {
    return name -> name.equals("content-type") ? contentType : null;
  }

  private static ClientRequest form(Endpoint endpoint, String body) {
    return RequestParser.parse(new Endpoint.Match(endpoint, null), Forms.scan(body), Calls.CLOCK);
  }

  private static ResponseStream stream(Endpoint endpoint, String contentType) {
    OperationCall call = OperationCall.of(endpoint, OPENAI);
    return call
        .translator()
        .exchange(call.parse("{\"model\":\"m\",\"stream\":true}"), call.target())
        .stream(typed(contentType));
  }

  @Test
  void changesOnlyTheModelOfAForm() {
    String body =
        Forms.body(file("file", "audio/wav", "RIFF"), field("model", "m"), field("stream", "true"));
    ClientRequest request = form(TRANSCRIPTIONS, body);
    assertThat(request.model()).isEqualTo("m");
    assertThat(request.stream()).isTrue();
    OperationCall call = OperationCall.of(TRANSCRIPTIONS, OPENAI);
    UpstreamRequest sent = call.translator().request(request, call.target());
    assertThat(sent.uri()).hasToString("https://upstream.test/base/audio/transcriptions");
    assertThat(sent.headers())
        .anyMatch(h -> h.name().equals("content-type") && h.value().equals(Forms.CONTENT_TYPE))
        .noneMatch(h -> h.value().equals("application/json"));
    byte[] assembled = Forms.assemble(Objects.requireNonNull(sent.upload()), body.getBytes(UTF_8));
    assertThat(new String(assembled, UTF_8))
        .isEqualTo(body.replace("\r\n\r\nm\r\n", "\r\n\r\nupstream-model\r\n"));
  }

  @Test
  void readsAFormsFieldsLikeThoseOfJson() {
    ClientRequest request =
        form(
            IMAGE_EDITS,
            Forms.body(
                file("image[]", "image/png", "1"),
                file("image[]", "image/png", "2"),
                field("model", "m"),
                field("n", "3"),
                field("include[]", "a"),
                field("prompt", "draw")));
    assertThat(new String(request.body().bytes(), UTF_8))
        .isEqualTo("{\"model\":\"m\",\"n\":3,\"include[]\":[\"a\"],\"prompt\":\"draw\"}");
    assertThat(request.choices()).isEqualTo(3);
    assertThat(request.stream()).isFalse();
  }

  @Test
  void refusesAFormThatNamesNoModelOrTwo() {
    for (String body :
        new String[] {
          Forms.body(field("prompt", "x")),
          Forms.body(field("model", "a"), field("model", "b")),
          Forms.body(file("model", "text/plain", "a")),
          Forms.body(field("Model", "a"), field("model", "b")),
        }) {
      assertThatThrownBy(() -> form(TRANSCRIPTIONS, body))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void refusesVariationsOfAnImageInWords() {
    assertThatThrownBy(() -> Calls.request("/v1/images/variations", "{}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("/v1/images/edits");
  }

  @Test
  void moderatesWithTheDefaultModelWhenNoneIsNamed() {
    OperationCall call = OperationCall.of(MODERATIONS, OPENAI);
    assertThat(call.parse("{\"input\":\"x\"}").model()).isEqualTo("omni-moderation-latest");
    assertThat(call.sent("{\"input\":\"x\"}"))
        .isEqualTo("{\"model\":\"upstream-model\",\"input\":\"x\"}");
    String reply = "{\"id\":\"1\", \"model\":\"omni\",\"results\":[{\"flagged\":false}]}";
    assertThat(call.shown("{\"input\":\"x\"}", reply)).isEqualTo(reply);
  }

  @Test
  void countsTokensOfPicturesApart() {
    ClientReply reply =
        OperationCall.of(IMAGE_GENERATIONS, OPENAI)
            .reply(
                "{\"model\":\"m\"}",
                ("{\"created\":1,\"data\":[],\"usage\":{\"input_tokens\":50,\"output_tokens\":272,"
                        + "\"total_tokens\":322,\"input_tokens_details\":{\"text_tokens\":10,"
                        + "\"image_tokens\":40}}}")
                    .getBytes(UTF_8));
    assertThat(reply.usage().usage()).isEqualTo(new Usage(10, 0, 0, 0, 0, 0, 0, 312));
  }

  @Test
  void passesSoundOnAsItComes() {
    ResponseStream stream = stream(SPEECH_SYNTHESIS, "audio/mpeg");
    assertThat(stream.committed()).isFalse();
    assertThat(Calls.run(stream, "ID3\n\ndata".getBytes(UTF_8), 2)).isEqualTo("ID3\n\ndata");
    assertThat(stream.headers()).anyMatch(h -> h.value().equals("audio/mpeg"));
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    assertThat(stream.usage().reported()).isFalse();
    assertThat(OperationCall.of(SPEECH_SYNTHESIS, OPENAI).parse(SPEECH).stream()).isTrue();
  }

  @Test
  void takesSilenceForATruncatedAnswer() {
    ResponseStream stream = stream(SPEECH_SYNTHESIS, "audio/mpeg");
    stream.end();
    assertThat(stream.state()).isEqualTo(State.TRUNCATED);
    assertThat(stream.committed()).isFalse();
  }

  @Test
  void doesNotTakeABrokenConnectionForTheEndOfTheSound() {
    ResponseStream stream = stream(SPEECH_SYNTHESIS, "audio/mpeg");
    stream.accept(ByteBuffer.wrap("ID3".getBytes(UTF_8)));
    assertThat(stream.broken()).isEmpty();
    assertThat(stream.state()).isEqualTo(State.TRUNCATED);
    ResponseStream held = stream(TRANSCRIPTIONS, "text/plain");
    held.accept(ByteBuffer.wrap("Half of a".getBytes(UTF_8)));
    assertThat(held.broken()).isEmpty();
    assertThat(held.failure().orElseThrow().kind()).isEqualTo(UpstreamFailure.Kind.TRUNCATED);
  }

  @Test
  void metersSpeechThatComesAsEvents() {
    ResponseStream stream = stream(SPEECH_SYNTHESIS, "text/event-stream; charset=utf-8");
    String events =
        "data: {\"type\":\"speech.audio.delta\",\"audio\":\"SUQz\"}\n\n"
            + "data: {\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":4,"
            + "\"output_tokens\":90,\"total_tokens\":94}}\n\n";
    assertThat(Calls.run(stream, events.getBytes(UTF_8), 7)).isEqualTo(events);
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    assertThat(stream.usage().usage()).isEqualTo(new Usage(4, 0, 0, 0, 0, 0, 90, 0));
  }

  @Test
  void metersPicturesThatComeAsEvents() {
    ResponseStream stream = stream(IMAGE_GENERATIONS, "text/event-stream");
    String events =
        "event: image_generation.partial_image\n"
            + "data: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"AA==\"}\n\n"
            + "event: image_generation.completed\n"
            + "data: {\"type\":\"image_generation.completed\",\"b64_json\":\"AA==\",\"usage\":{"
            + "\"input_tokens\":10,\"output_tokens\":20,\"input_tokens_details\":{"
            + "\"text_tokens\":10,\"image_tokens\":0}}}\n\n";
    assertThat(Calls.run(stream, events.getBytes(UTF_8), 1)).isEqualTo(events);
    assertThat(stream.usage().usage()).isEqualTo(new Usage(10, 0, 0, 0, 0, 0, 0, 20));
  }

  @Test
  void turnsABrokenStreamIntoAnErrorEvent() {
    ResponseStream stream = stream(TRANSCRIPTIONS, "text/event-stream");
    String out =
        Calls.run(
            stream,
            "data: {\"type\":\"transcript.text.delta\",\"delta\":\"a\"}\r\n\r\n".getBytes(UTF_8),
            9);
    assertThat(out).contains("\"delta\":\"a\"").contains("\"code\":\"upstream_truncated\"");
    assertThat(stream.state()).isEqualTo(State.TRUNCATED);
  }

  @Test
  void seesAnErrorEventBeforeAnythingWasShown() {
    ResponseStream stream = stream(IMAGE_GENERATIONS, "text/event-stream");
    String out =
        Calls.run(
            stream,
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"no\",\"code\":429}}\n\n"
                .getBytes(UTF_8),
            50);
    assertThat(out).isEmpty();
    assertThat(stream.failure().orElseThrow().kind()).isEqualTo(UpstreamFailure.Kind.RATE_LIMITED);
  }

  @Test
  void doesNotMistakeWordsInATranscriptForAnError() {
    ResponseStream stream = stream(TRANSCRIPTIONS, "text/event-stream");
    String events =
        "data: {\"type\":\"transcript.text.delta\",\"delta\":\"error\"}\n\n"
            + "data: {\"type\":\"transcript.text.done\",\"text\":\"error\"}\n\n";
    assertThat(Calls.run(stream, events.getBytes(UTF_8), 30)).isEqualTo(events);
  }

  @Test
  void takesAWholeAnswerWhereAStreamWasAskedFor() {
    ResponseStream stream = stream(TRANSCRIPTIONS, "application/json");
    String body =
        "{\"text\":\"hello\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":14,"
            + "\"input_token_details\":{\"text_tokens\":2,\"audio_tokens\":12},"
            + "\"output_tokens\":5,\"total_tokens\":19}}";
    assertThat(Calls.run(stream, body.getBytes(UTF_8), 10)).isEqualTo(body);
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    assertThat(stream.usage().usage()).isEqualTo(new Usage(2, 0, 0, 5, 0, 12, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; charset=utf-8", "text/vtt"})
  void passesSubtitlesOnWithTheirType(String contentType) {
    OperationCall call = OperationCall.of(TRANSCRIPTIONS, OPENAI);
    Answer answer =
        call.translator()
            .exchange(call.parse("{\"model\":\"m\"}"), call.target())
            .answer(200, typed(contentType), "WEBVTT\n".getBytes(UTF_8));
    assertThat(answer)
        .isInstanceOfSatisfying(
            ClientReply.class,
            reply -> {
              assertThat(reply.headers()).anyMatch(h -> h.value().equals(contentType));
              assertThat(new String(reply.body(), UTF_8)).isEqualTo("WEBVTT\n");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"error\":{\"message\":\"no\"}}"})
  void takesAnAnswerWithoutPicturesForAFailure(String body) {
    assertThat(
            OperationCall.of(IMAGE_GENERATIONS, OPENAI)
                .answer("{\"model\":\"m\"}", 200, body.getBytes(UTF_8)))
        .isInstanceOf(UpstreamFailure.class);
  }
}
