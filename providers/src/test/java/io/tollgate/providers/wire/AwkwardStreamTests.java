package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamFailure.Kind;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers that copy a format get nearly right, whole and in pieces. */
class AwkwardStreamTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-x");
  private static final Target CLAUDE = Calls.target(Vendors.ANTHROPIC, "claude-x");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-x");
  private static final ClientRequest CHAT =
      Calls.chat(
          "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
              + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
  private static final ClientRequest MESSAGES =
      Calls.request(
          "/v1/messages",
          "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,"
              + "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
  private static final ClientRequest CONTENT =
      Calls.request(
          "/v1beta/models/m:streamGenerateContent",
          "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}");

  private static final String BEGUN =
      "data: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"c\","
          + "\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}\n\n"
          + "data: {\"type\":\"content_block_start\",\"index\":0,"
          + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
          + "data: {\"type\":\"content_block_delta\",\"index\":0,"
          + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n";

  private static String run(ResponseStream stream, String upstream) {
    return Calls.run(stream, upstream.getBytes(UTF_8), 50);
  }

  private static String run(ClientRequest client, Target target, String upstream) {
    return run(Calls.stream(client, target), upstream);
  }

  private static Answer whole(ClientRequest client, Target target, String answer) {
    return Calls.answer(client, target, 200, answer.getBytes(UTF_8));
  }

  private static String shown(ClientRequest client, Target target, String answer) {
    return new String(((ClientReply) whole(client, target, answer)).body(), UTF_8);
  }

  private static String chunk(String delta, String reason) {
    return "data: {\"id\":\"i\",\"model\":\"g\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + reason
        + "}]}\n\n";
  }

  @Test
  void aCallThatIsNamedInALaterPieceIsNamedWhereItBegins() {
    String stream =
        chunk("{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\"}]}", "null")
            + chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\"}}]}", "null")
            + chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}", "null")
            + chunk("{}", "\"tool_calls\"")
            + "data: [DONE]\n\n";
    assertThat(run(MESSAGES, OPENAI, stream)).contains("\"id\":\"c\",\"name\":\"f\"");
    assertThat(run(CONTENT, OPENAI, stream)).contains("\"id\":\"c\",\"name\":\"f\"");
  }

  /** As TGI streams it, and answers with it. */
  @Test
  void aSingleCallWithoutAListAroundItIsACall() {
    String piece =
        "{\"tool_calls\":{\"index\":0,\"id\":\"\",\"type\":\"function\","
            + "\"function\":{\"name\":\"f\",\"arguments\":\"%s\"}}}";
    String stream =
        chunk(piece.formatted("{\\\"a\\\":"), "null")
            + chunk(piece.formatted("1}"), "\"eos_token\"")
            + "data: [DONE]\n\n";
    assertThat(run(MESSAGES, OPENAI, stream))
        .contains("\"name\":\"f\"", "tool_use\",\"stop_sequence")
        .containsOnlyOnce("content_block_start\ndata");
    assertThat(run(CHAT, OPENAI, stream))
        .contains("\"tool_calls\":[{\"index\":0,\"id\":\"call_")
        .doesNotContain("\"tool_calls\":{");
    String answer =
        "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\","
            + "\"tool_calls\":{\"id\":\"0\",\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1.0}}}}}]}";
    assertThat(shown(CHAT, OPENAI, answer)).contains("[{\"id\":\"0\"", "\"{\\\"a\\\":1.0}\"");
    assertThat(shown(MESSAGES, OPENAI, answer)).contains("\"name\":\"f\",\"input\":{\"a\":1.0}");
  }

  @Test
  void theUsageInsideAChoiceIsCountedAndShownWhereBytesPassThrough() {
    String usage = "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}";
    ResponseStream stream = Calls.stream(CHAT, OPENAI);
    String seen =
        run(
            stream,
            chunk("{\"content\":\"a\"}", "null")
                + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\","
                + usage
                + "}]}\n\ndata: [DONE]\n\n");
    assertThat(stream.usage().usage()).isEqualTo(Usage.of(1, 2));
    assertThat(seen).endsWith("data: {\"choices\":[]," + usage + "}\n\ndata: [DONE]\n\n");
    ClientReply reply =
        (ClientReply)
            whole(
                CHAT,
                OPENAI,
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"}," + usage + "}]}");
    assertThat(reply.usage().usage()).isEqualTo(Usage.of(1, 2));
  }

  /** Google wraps the errors of its streams in a list, with or without an event around it. */
  @ParameterizedTest
  @ValueSource(strings = {"[%s]", "[%s\n]\n", "[\n%s\n]", "data: [%s]\n\n"})
  void anErrorInAListIsAnErrorWhereverItComes(String form) {
    String error =
        form.formatted(
            "{\"error\":{\"code\":503,\"message\":\"busy\",\"status\":\"UNAVAILABLE\"}}");
    String text = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}\n\n";
    for (ClientRequest client : new ClientRequest[] {CHAT, CONTENT}) {
      for (String before : new String[] {"", text}) {
        ResponseStream stream = Calls.stream(client, GEMINI);
        run(stream, before + error);
        assertThat(stream.failure()).map(UpstreamFailure::kind).contains(Kind.OVERLOADED);
      }
    }
    ResponseStream chat = Calls.stream(CHAT, OPENAI);
    run(chat, chunk("{\"content\":\"a\"}", "null") + error);
    assertThat(chat.failure()).map(UpstreamFailure::kind).contains(Kind.OVERLOADED);
  }

  @Test
  void anErrorInAListInsteadOfAnAnswerIsOneWhereBytesPassThrough() {
    Answer answer =
        whole(
            Calls.request(
                "/v1/models/m:generateContent", "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}"),
            GEMINI,
            "[{\"error\":{\"code\":429,\"message\":\"slow\",\"status\":\"RESOURCE_EXHAUSTED\"}}]");
    assertThat(((UpstreamFailure) answer).kind()).isEqualTo(Kind.RATE_LIMITED);
  }

  /** The word of another format at the end does not make a whole answer a broken one. */
  @Test
  void aDoneThatIsNotOfTheFormatIsNoFault() {
    String gemini =
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},"
            + "\"finishReason\":\"STOP\"}]}\n\ndata: [DONE]\n\n";
    String claude =
        BEGUN
            + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n"
            + "data: [DONE]\n\ndata: {\"type\":\"message_stop\"}\n\n";
    for (ClientRequest client : new ClientRequest[] {CHAT, MESSAGES, CONTENT}) {
      for (Target target : new Target[] {GEMINI, CLAUDE}) {
        ResponseStream stream = Calls.stream(client, target);
        run(stream, target == GEMINI ? gemini : claude);
        assertThat(stream.state()).isEqualTo(State.COMPLETE);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":{\"type\":\"overloaded_error\",\"message\":\"O\"}}|OVERLOADED",
        "{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"O\"}}|RATE_LIMITED",
      })
  void anErrorThatDoesNotCallItselfOneIsOneAtAnthropic(String error, Kind kind) {
    for (ClientRequest client : new ClientRequest[] {CHAT, MESSAGES}) {
      ResponseStream stream = Calls.stream(client, CLAUDE);
      run(stream, BEGUN + "data: " + error + "\n\n");
      assertThat(stream.failure()).map(UpstreamFailure::kind).contains(kind);
      assertThat(((UpstreamFailure) whole(client, CLAUDE, error)).kind()).isEqualTo(kind);
    }
  }

  @Test
  void aPromptThatIsBlockedAfterTheFirstWordsIsAFilteredAnswerForEveryClient() {
    String stream =
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}\n\n"
            + "data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\n\n";
    for (ClientRequest client : new ClientRequest[] {CHAT, MESSAGES, CONTENT}) {
      ResponseStream blocked = Calls.stream(client, GEMINI);
      run(blocked, stream);
      assertThat(blocked.state()).isEqualTo(State.COMPLETE);
      assertThat(blocked.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }
  }

  /** Servers that copy Anthropic's format count the input where it begins or where it ends. */
  @Test
  void anInputThatWasCountedIsNotTakenBackAtTheEnd() {
    String end =
        "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
            + "\"usage\":{\"input_tokens\":0,\"output_tokens\":7}}\n\n"
            + "data: {\"type\":\"message_stop\"}\n\n";
    for (ClientRequest client : new ClientRequest[] {CHAT, MESSAGES}) {
      ResponseStream stream = Calls.stream(client, CLAUDE);
      run(stream, BEGUN + end);
      assertThat(stream.usage().usage()).isEqualTo(Usage.of(5, 7));
    }
  }

  @Test
  void anAnswerThatCallsHasNotJustEnded() {
    String answer =
        "{\"content\":[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}],"
            + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}";
    assertThat(Json.read(shown(CHAT, CLAUDE, answer)).at("/choices/0/finish_reason").asString())
        .isEqualTo("tool_calls");
  }
}
