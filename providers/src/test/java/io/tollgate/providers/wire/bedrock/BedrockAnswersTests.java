package io.tollgate.providers.wire.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamFailure.Kind;
import io.tollgate.providers.conversation.AnswerFold;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Citation.Span;
import io.tollgate.providers.conversation.GeneratedAnswers;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class BedrockAnswersTests {
  private static final Target CLAUDE = Calls.target(Vendors.BEDROCK, "anthropic.claude-opus-4-8");
  private static final String QUESTION =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true}";
  private static final byte[] TEXT =
      ConverseWriter.event(
          "contentBlockDelta", Json.object().set("delta", Json.object().put("text", "Hello")));
  private static final byte[] STOP =
      ConverseWriter.event("messageStop", Json.object().put("stopReason", "end_turn"));

  @Property(tries = 300)
  void aStreamEqualsTheWholeAnswer(@ForAll long seed) {
    List<StreamEvent> events = GeneratedAnswers.answer(new Random(seed));
    AnswerFold said = new AnswerFold();
    events.forEach(said);
    BedrockFormat format = new BedrockFormat();
    AnswerFold whole = new AnswerFold();
    format.decode(Json.read(ConverseWriter.whole(said.answer())), whole);
    AnswerFold streamed = new AnswerFold();
    var decoder = format.stream();
    format
        .framing(frame -> decoder.decode(frame, streamed))
        .feed(ByteBuffer.wrap(ConverseWriter.stream(events)));
    assertThat(GeneratedAnswers.parts(streamed))
        .isEqualTo(GeneratedAnswers.parts(whole))
        .isEqualTo(GeneratedAnswers.parts(said));
    assertThat(streamed.answer().usage()).isEqualTo(whole.answer().usage());
    assertThat(streamed.answer().choices().getFirst().reason())
        .isEqualTo(whole.answer().choices().getFirst().reason());
  }

  private static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  private static ResponseStream stream() {
    return Calls.stream(Calls.chat(QUESTION), CLAUDE);
  }

  @ParameterizedTest
  @CsvSource({
    "throttlingException, OVERLOADED",
    "serviceUnavailableException, OVERLOADED",
    "internalServerException, SERVER",
    "modelStreamErrorException, SERVER",
    "modelTimeoutException, TIMEOUT",
    "validationException, BAD_REQUEST",
    "inventedException, SERVER"
  })
  void anExceptionInMidStreamIsAnError(String type, Kind kind) {
    ResponseStream stream = stream();
    byte[] exception =
        ConverseWriter.message(
            Map.of(":message-type", "exception", ":exception-type", type),
            "{\"message\":\"Too bad\"}".getBytes(UTF_8));
    String seen = Calls.run(stream, join(TEXT, exception), 7);
    assertThat(stream.state()).isEqualTo(State.FAILED);
    assertThat(stream.failure()).map(UpstreamFailure::kind).contains(kind);
    assertThat(seen).contains("Hello").contains("\"error\"").doesNotContain("[DONE]");
  }

  @Test
  void anErrorMessageHasItsReasonInItsHeaders() {
    ResponseStream stream = stream();
    byte[] error =
        ConverseWriter.message(
            Map.of(
                ":message-type", "error",
                ":error-code", "InternalFailure",
                ":error-message", "It broke"),
            new byte[0]);
    Calls.run(stream, join(TEXT, error), 1000);
    assertThat(stream.failure()).map(UpstreamFailure::message).contains("It broke");
  }

  @Test
  void aStreamWithoutItsStopIsTruncated() {
    ResponseStream stream = stream();
    assertThat(Calls.run(stream, TEXT, 1000)).doesNotContain("[DONE]");
    assertThat(stream.state()).isEqualTo(State.TRUNCATED);
  }

  @Test
  void aStreamThatOnlyLacksItsCountsIsWhole() {
    ResponseStream stream = stream();
    assertThat(Calls.run(stream, join(TEXT, STOP), 1000)).contains("[DONE]");
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    assertThat(stream.usage().reported()).isFalse();
  }

  @Test
  void aWrongChecksumIsAnErrorWhereverItIs() {
    byte[] good = join(TEXT, STOP);
    for (int at = 0; at < good.length; at++) {
      byte[] spoilt = good.clone();
      spoilt[at] ^= 1;
      ResponseStream stream = stream();
      Calls.run(stream, spoilt, 1000);
      assertThat(stream.state()).as("byte %d", at).isNotEqualTo(State.OPEN);
      // Beyond the stop nothing of the answer is missing.
      assertThat(stream.state() == State.COMPLETE).as("byte %d", at).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, ThrottlingException, Too many tokens, RATE_LIMITED",
    "429, ModelNotReadyException, Wait, OVERLOADED",
    "400, ServiceQuotaExceededException, No more, QUOTA_EXHAUSTED",
    "403, AccessDeniedException, No, PERMISSION",
    "403, UnrecognizedClientException:http://internal.amazon.com/coral/, No, AUTHENTICATION",
    "403, InvalidSignatureException, No, AUTHENTICATION",
    "404, ResourceNotFoundException, No, NOT_FOUND",
    "408, ModelTimeoutException, Slow, TIMEOUT",
    "424, ModelErrorException, Broken, SERVER",
    "500, InternalServerException, Broken, SERVER",
    "503, ServiceUnavailableException, Later, OVERLOADED",
    "400, ValidationException, The provided model identifier is invalid., NOT_FOUND",
    "400, ValidationException, Input is too long for requested model., CONTEXT_LENGTH",
    "400, ValidationException, messages: wrong, BAD_REQUEST"
  })
  void aFailureIsToldByTheHeader(int status, String type, String message, Kind kind) {
    Headers headers = name -> name.equals("x-amzn-errortype") ? type : null;
    byte[] body = Json.bytes(Json.object().put("message", message));
    UpstreamFailure failure =
        (UpstreamFailure) Calls.answer(Calls.chat(QUESTION), CLAUDE, status, headers, body);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.message()).isEqualTo(message);
  }

  @Test
  void aGuardrailsInterventionIsAFilteredAnswer() {
    ClientReply reply =
        (ClientReply)
            Calls.answer(
                Calls.chat(QUESTION.replace("true", "false")),
                CLAUDE,
                200,
                """
                {"output":{"message":{"role":"assistant","content":[{"text":"I cannot."}]}},
                 "stopReason":"guardrail_intervened",
                 "usage":{"inputTokens":3,"outputTokens":2,"cacheReadInputTokens":5,"cacheWriteInputTokens":7,
                 "cacheDetails":[{"ttl":"1h","inputTokens":4},{"ttl":"5m","inputTokens":3}]}}
                """
                    .getBytes(UTF_8));
    assertThat(reply.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(reply.usage().usage().totalInput()).isEqualTo(15);
    assertThat(reply.usage().usage().cacheWriteHour()).isEqualTo(4);
    assertThat(Json.read(reply.body()).path("usage").path("prompt_tokens").asInt()).isEqualTo(15);
  }

  private static byte[] block(String type, String json) {
    return ConverseWriter.event(type, (ObjectNode) Json.read(json));
  }

  @Test
  void aStreamsPictureAndSourcesAreThoseOfTheWholeAnswer() {
    byte[] stream =
        join(
            block(
                "contentBlockDelta",
                """
                {"contentBlockIndex":0,"delta":{"citation":{"title":"A","sourceContent":[
                  {"text":"Rain."}],"location":{"web":{"url":"https://a.test/1"}}}}}
                """),
            block(
                "contentBlockDelta",
                "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"It rains.\"}}"),
            block("contentBlockStop", "{\"contentBlockIndex\":0}"),
            block(
                "contentBlockStart",
                "{\"contentBlockIndex\":1,\"start\":{\"image\":{\"format\":\"jpeg\"}}}"),
            block(
                "contentBlockDelta",
                "{\"contentBlockIndex\":1,\"delta\":{\"image\":{\"source\":{\"bytes\":\"AAAA\"}}}}"),
            block("contentBlockStop", "{\"contentBlockIndex\":1}"),
            STOP);
    AnswerFold streamed = new AnswerFold();
    BedrockFormat format = new BedrockFormat();
    var decoder = format.stream();
    format.framing(frame -> decoder.decode(frame, streamed)).feed(ByteBuffer.wrap(stream));
    AnswerFold whole = new AnswerFold();
    format.decode(
        Json.read(
            """
            {"output":{"message":{"role":"assistant","content":[{"citationsContent":{
               "content":[{"text":"It rains."}],"citations":[{"title":"A","sourceContent":[
                 {"text":"Rain."}],"location":{"web":{"url":"https://a.test/1"}}}]}},
               {"image":{"format":"jpeg","source":{"bytes":"AAAA"}}}]}},"stopReason":"end_turn"}
            """),
        whole);
    assertThat(streamed.answer()).isEqualTo(whole.answer());
    assertThat(whole.answer().choices().getFirst().parts())
        .containsExactly(
            new Part.Text("It rains."),
            new Part.Cited(new Citation("https://a.test/1", "A", "Rain.", new Span(0, 9))),
            new Part.Image(new Media.Inline("image/jpeg", "AAAA"), null));
  }
}
