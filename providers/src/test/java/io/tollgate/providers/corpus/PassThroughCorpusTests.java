package io.tollgate.providers.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.corpus.Corpus.Case;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Between two that speak the same, what was recorded passes as it is, both ways. */
class PassThroughCorpusTests {
  private static final String ASKED_FOR_USAGE = "\"stream_options\":{\"include_usage\":true},";

  /** Where a kind of recording is asked for, and of whom. */
  private record Route(String path, Vendor vendor) {}

  private static final Map<String, Route> ROUTES =
      Map.of(
          "messages", new Route("/v1/messages", Vendors.ANTHROPIC),
          "count_tokens", new Route("/v1/messages/count_tokens", Vendors.ANTHROPIC),
          "generateContent", new Route("/v1beta/models/m:generateContent", Vendors.GEMINI),
          "streamGenerateContent",
              new Route("/v1beta/models/m:streamGenerateContent", Vendors.GEMINI),
          "countTokens", new Route("/v1beta/models/m:countTokens", Vendors.GEMINI),
          "chat.completions", new Route("/v1/chat/completions", Vendors.OPENAI),
          "completions", new Route("/v1/completions", Vendors.OPENAI),
          "responses", new Route("/v1/responses", Vendors.OPENAI));

  /** What is changed on purpose, and is another thing than usage. */
  private static final Set<String> REPAIRED =
      Set.of(
          // A message begins once.
          "anthropic/stream-duplicate-message-start",
          // What comes before the first choice, such as Azure's word on the prompt, goes with it.
          "azure/stream",
          // Tool calls are counted from 0, and have ids.
          "compat/anthropic-openai-compat-tool-stream",
          "compat/gemini-openai-compat-empty-tool-id",
          // Parts of content are for Mistral's own clients only.
          "mistral/reasoning-content-parts",
          "mistral/stream-reasoning",
          // An end that is said again, only to tell the usage.
          "openrouter/stream-keepalive-comments",
          "perplexity/stream-crlf",
          // Two responses in one recording: a stream ends with the first.
          "openai-responses/stream-reasoning-encrypted");

  /** A failure with the status of an answer, and one of another endpoint. */
  private static final Set<String> NO_ANSWERS =
      Set.of("azure/prompt-content-filter-error", "openai-responses/count-tokens");

  private static List<Case> recorded() {
    return Corpus.cases().stream()
        .filter(one -> ROUTES.containsKey(one.api()) && one.status() < 400)
        .toList();
  }

  private static Route route(Case recorded) {
    return Objects.requireNonNull(ROUTES.get(recorded.api()));
  }

  private static ClientRequest request(Case recorded, String body) {
    return Calls.request(route(recorded).path(), "alt=sse", Headers.NONE, body);
  }

  /** What would have asked for it, where that was not recorded. */
  private static ClientRequest any(Case recorded) {
    return request(
        recorded,
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}],"prompt":"Hi","input":"Hi",
         "stream":%s,"stream_options":{"include_usage":true},"contents":[{"parts":[{"text":"Hi"}]}]}
        """
            .formatted(recorded.isStream()));
  }

  private static Target target(Case recorded, String model) {
    return Calls.target(route(recorded).vendor(), model);
  }

  @TestFactory
  List<DynamicTest> everyRequestIsSentAsItIsButForWhatAsksForUsage() {
    return recorded().stream()
        .filter(Case::hasRequest)
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> assertSentAsItIs(one)))
        .toList();
  }

  private static void assertSentAsItIs(Case recorded) {
    String body = new String(recorded.request(), UTF_8);
    ClientRequest request = request(recorded, body);
    String sent =
        new String(Calls.translate(request, target(recorded, request.model())).body(), UTF_8);
    if (!sent.equals(body)) {
      assertThat(Json.read(body).path("stream").asBoolean(false)).isTrue();
      assertThat(sent.replace(ASKED_FOR_USAGE, "")).isEqualTo(body);
    }
  }

  @TestFactory
  List<DynamicTest> everyWholeAnswerIsGivenAsItCame() {
    return recorded().stream()
        .filter(one -> !one.isStream() && !NO_ANSWERS.contains(one.name()))
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> assertGivenAsItCame(one)))
        .toList();
  }

  private static void assertGivenAsItCame(Case recorded) {
    ClientReply reply =
        (ClientReply) Calls.answer(any(recorded), target(recorded, "m"), 200, recorded.response());
    if (REPAIRED.contains(recorded.name())) {
      assertThat(reply.body()).isNotEqualTo(recorded.response());
    } else {
      assertThat(new String(reply.body(), UTF_8)).isEqualTo(new String(recorded.response(), UTF_8));
    }
  }

  @TestFactory
  List<DynamicTest> everyStreamGivesTheDataThatCame() {
    return recorded().stream()
        .filter(Case::isStream)
        .map(one -> DynamicTest.dynamicTest(one.name(), () -> assertDataGiven(one)))
        .toList();
  }

  private static void assertDataGiven(Case recorded) {
    ResponseStream stream = Calls.stream(any(recorded), target(recorded, "m"));
    String given = Calls.run(stream, recorded.response(), 1000);
    if (stream.state() != ResponseStream.State.COMPLETE) {
      return;
    }
    List<String> came = data(new String(recorded.response(), UTF_8));
    if (REPAIRED.contains(recorded.name())) {
      assertThat(data(given)).isNotEqualTo(came);
    } else {
      assertThat(withoutUsage(data(given))).isEqualTo(withoutUsage(came));
    }
  }

  private static List<String> data(String stream) {
    List<String> data = new ArrayList<>();
    for (String line : stream.split("\r\n|\n|\r", -1)) {
      if (line.startsWith("data:")) {
        data.add(line.substring("data:".length()).stripLeading());
      }
    }
    return data;
  }

  /** OpenAI's format has usage in a chunk of its own, wherever an upstream says it. */
  private static List<String> withoutUsage(List<String> data) {
    List<String> rest = new ArrayList<>();
    for (String one : data) {
      boolean chunk = one.contains("\"usage\"") && one.contains("\"choices\"");
      if (!chunk) {
        rest.add(one);
      } else if (Json.read(one) instanceof ObjectNode object) {
        JsonNode usage = object.remove("usage");
        if (usage == null || usage.isNull() || !object.path("choices").isEmpty()) {
          rest.add(Json.text(object));
        }
      }
    }
    return rest;
  }
}
