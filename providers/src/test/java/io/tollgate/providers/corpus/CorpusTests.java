package io.tollgate.providers.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.corpus.Corpus.Case;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the recorded answers of every provider through every client protocol. */
class CorpusTests {
  /** Chat completions only, so that the other clients are translated. */
  private static final Vendor COMPATIBLE =
      Vendor.custom(WireFormat.OPENAI, Quirks.NONE.withoutResponses());

  private static final Map<String, Vendor> UPSTREAMS =
      Map.of(
          "messages", Vendors.ANTHROPIC,
          "generateContent", Vendors.GEMINI,
          "streamGenerateContent", Vendors.GEMINI,
          "chat.completions", COMPATIBLE,
          "v2/chat", Vendors.COHERE,
          "/api/chat", Vendors.OLLAMA,
          "converse", Vendors.BEDROCK,
          "converse-stream", Vendors.BEDROCK);

  static Optional<Target> target(Case recorded) {
    return Optional.ofNullable(UPSTREAMS.get(recorded.api()))
        .map(vendor -> vendor == COMPATIBLE ? own(recorded) : vendor)
        .map(vendor -> Calls.target(vendor, "some-model"));
  }

  /** The vendor whose recording it is, unless clients of other formats reach it untranslated. */
  private static Vendor own(Case recorded) {
    return Vendors.find(recorded.provider())
        .filter(vendor -> vendor.format() == WireFormat.OPENAI)
        .filter(vendor -> !vendor.quirks().responsesEndpoint())
        .orElse(COMPATIBLE);
  }

  private static List<ClientRequest> clients(boolean stream) {
    return ClientRequests.each(stream);
  }

  private static List<Case> streams() {
    return Corpus.cases().stream().filter(c -> c.isStream() && target(c).isPresent()).toList();
  }

  private static List<Case> wholes() {
    return Corpus.cases().stream().filter(c -> !c.isStream() && target(c).isPresent()).toList();
  }

  @TestFactory
  List<DynamicTest> everyStreamGivesTheSameOutputWhereverItIsCut() {
    return streams().stream()
        .flatMap(recorded ->
            clients(true).stream()
                .map(client ->
                    DynamicTest.dynamicTest(
                        recorded + " for " + client.endpoint(),
                        () -> assertCutsDoNotMatter(recorded, client))))
        .toList();
  }

  private static void assertCutsDoNotMatter(Case recorded, ClientRequest client) {
    Target target = target(recorded).orElseThrow();
    Calls.assertCutsDoNotMatter(() -> Calls.stream(client, target), recorded.response());
  }

  @TestFactory
  List<DynamicTest> everyStreamReassembledEqualsTheWholeAnswer() {
    return streams().stream()
        .flatMap(recorded ->
            clients(true).stream()
                .map(client ->
                    DynamicTest.dynamicTest(
                        recorded + " for " + client.endpoint(),
                        () -> Reassembly.verify(recorded, client, target(recorded)))))
        .toList();
  }

  @Test
  void everyFailureHasItsKind() {
    Map<String, String> kinds = new TreeMap<>();
    for (Case recorded : wholes()) {
      if (reply(recorded) instanceof UpstreamFailure failure) {
        kinds.put(recorded.name(), failure.kind().toString());
      }
    }
    for (Case recorded : streams()) {
      ResponseStream stream =
          Calls.stream(clients(true).getFirst(), target(recorded).orElseThrow());
      String out = Calls.run(stream, recorded.response(), 1000);
      stream.failure().ifPresent(failure -> kinds.put(recorded.name(), failure.kind().toString()));
      if (stream.state() != State.COMPLETE) {
        assertThat(out).as(recorded.name()).doesNotContain("[DONE]");
      }
    }
    Golden.assertMatches("failures", kinds);
  }

  @TestFactory
  List<DynamicTest> everyWholeAnswerIsReadableInEveryProtocol() {
    return wholes().stream()
        .filter(recorded -> recorded.status() < 400)
        .flatMap(recorded ->
            clients(false).stream()
                .map(client ->
                    DynamicTest.dynamicTest(
                        recorded + " for " + client.endpoint(),
                        () -> {
                          Answer answer =
                              Calls.answer(
                                  client, target(recorded).orElseThrow(), 200, recorded.response());
                          if (answer instanceof ClientReply reply) {
                            assertThat(new String(reply.body(), UTF_8)).startsWith("{");
                          }
                        })))
        .toList();
  }

  private static Answer reply(Case recorded) {
    return Calls.answer(
        clients(false).getFirst(),
        target(recorded).orElseThrow(),
        recorded.status(),
        recorded.headers(),
        recorded.response());
  }
}
