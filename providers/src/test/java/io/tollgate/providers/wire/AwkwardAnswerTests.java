package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that say a thing in a place of their own, or leave out what others say. */
class AwkwardAnswerTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt-4o");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");
  private static final ClientRequest CHAT =
      Calls.chat("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

  private static ClientReply reply(ClientRequest request, Target target, String answer) {
    return (ClientReply) Calls.answer(request, target, 200, answer.getBytes(UTF_8));
  }

  private static String run(ResponseStream stream, String body) {
    return Calls.run(stream, body.getBytes(UTF_8), 50);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, '\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]', chatcmpl-",
    "/v1/completions, '\"prompt\":\"Hi\"', cmpl-",
    "/v1/responses, '\"input\":\"Hi\"', resp_"
  })
  void anAnswerWithoutAnIdGetsOneThatLooksAsOpenAis(String path, String says, String prefix) {
    String answer =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"finishReason\":\"STOP\"}]}";
    ClientRequest request = Calls.request(path, "{\"model\":\"m\"," + says + "}");
    String shown = new String(reply(request, GEMINI, answer).body(), UTF_8);
    assertThat(Json.read(shown).path("id").asString()).startsWith(prefix);
    assertThat(run(Calls.stream(request, GEMINI), "data: " + answer + "\r\n\r\n"))
        .contains("\"id\":\"" + prefix);
    String named = answer.replaceFirst("\\{", "{\"responseId\":\"r1\",");
    assertThat(new String(reply(CHAT, GEMINI, named).body(), UTF_8)).contains("\"id\":\"r1\"");
  }

  /** Moonshot counts them beside the prompt's tokens, not below them. */
  @Test
  void cachedTokensAreFoundWhereMoonshotSaysThem() {
    String answer =
        """
        {"id":"a","model":"m","choices":[{"index":0,"finish_reason":"stop",
          "message":{"role":"assistant","content":"a"}}],
         "usage":{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12,"cached_tokens":8}}
        """;
    assertThat(reply(CHAT, OPENAI, answer).usage().usage())
        .isEqualTo(new Usage(2, 8, 0, 2, 0, 0, 0, 0));
  }

  @Test
  void aStreamedCallIsNamedOnceMoreWhenItsArgumentsAreThere() {
    ClientRequest request =
        Calls.request("/v1/responses", "{\"model\":\"m\",\"input\":\"Hi\",\"stream\":true}");
    String answer =
        """
        data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"f"}}]},"finishReason":"STOP"}]}

        """;
    assertThat(run(Calls.stream(request, GEMINI), answer))
        .containsPattern(
            "function_call_arguments.done\",[^\\n]*\"name\":\"f\",\"arguments\":\"\\{}\"");
  }

  /** A response has a place for the scores of its text, and for those of a call it has none. */
  @Test
  void scoresOfACallAreNamedWhereAResponseCannotShowThem() {
    ClientRequest request =
        Calls.request(
            "/v1/responses",
            "{\"model\":\"m\",\"input\":\"Hi\",\"include\":[\"message.output_text.logprobs\"]}");
    String answer =
        """
        {"candidates":[{"content":{"parts":[{"text":"a"},{"functionCall":{"name":"f","args":{}}}]},
          "logprobsResult":{"chosenCandidates":[{"token":"f","logProbability":-0.1}]},
          "finishReason":"STOP"}]}
        """
            .replace("\n", "");
    assertThat(reply(request, GEMINI, answer).dropped()).containsExactly("answer.logprobs");
    ResponseStream stream = Calls.stream(request, GEMINI);
    run(stream, "data: " + answer + "\r\n\r\n");
    assertThat(stream.dropped()).containsExactly("answer.logprobs");
    assertThat(reply(CHAT, GEMINI, answer).dropped()).isEmpty();
  }
}
