package io.tollgate.providers.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.corpus.Corpus.Case;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recorded traffic in which one value is missing or is not what it should be. Whatever an upstream
 * sends becomes an answer or a failure, and whatever a client sends is carried or refused; nothing
 * is thrown, and a client never gets half of JSON.
 */
class MutatedTrafficTests {
  /** What stands in a value's place; null removes it. */
  private static final List<@Nullable String> INSTEAD =
      Arrays.asList(null, "null", "\"\"", "\"x\"", "-1", "1e400", "[]", "{}", "[null]", "true");

  private static final Pattern DATA = Pattern.compile("(?m)^data: ?(\\{.*\\})\\r?$");

  private static List<Case> cases(boolean streams) {
    return Corpus.cases().stream()
        .filter(recorded -> recorded.isStream() == streams && recorded.status() < 400)
        .filter(recorded -> CorpusTests.target(recorded).isPresent())
        .toList();
  }

  @TestFactory
  List<DynamicTest> aWholeAnswerWithOneOddValueIsAnAnswerOrAFailure() {
    return cases(false).stream()
        .map(recorded ->
            DynamicTest.dynamicTest(
                recorded.name(),
                () -> {
                  Target target = CorpusTests.target(recorded).orElseThrow();
                  int turn = 0;
                  for (byte[] body : mutations(recorded.response())) {
                    List<ClientRequest> clients = ClientRequests.each(false);
                    assertReadable(clients.get(turn++ % clients.size()), target, body);
                  }
                }))
        .toList();
  }

  private static void assertReadable(ClientRequest client, Target target, byte[] body) {
    assertThatCode(
            () -> {
              Answer answer = Calls.answer(client, target, 200, body);
              if (answer instanceof ClientReply reply) {
                assertThat(Json.read(reply.body()).isObject()).isTrue();
              }
            })
        .as("%s of %s", client.endpoint(), new String(body, UTF_8))
        .doesNotThrowAnyException();
  }

  @TestFactory
  List<DynamicTest> aStreamWithOneOddValueEndsOrFails() {
    return cases(true).stream()
        .filter(recorded -> new String(recorded.response(), UTF_8).contains("data:"))
        .map(recorded ->
            DynamicTest.dynamicTest(
                recorded.name(),
                () -> {
                  Target target = CorpusTests.target(recorded).orElseThrow();
                  String stream = new String(recorded.response(), UTF_8);
                  int turn = 0;
                  for (MatchResult frame : DATA.matcher(stream).results().limit(12).toList()) {
                    for (byte[] odd : mutations(frame.group(1).getBytes(UTF_8))) {
                      String mutated =
                          stream.substring(0, frame.start(1))
                              + new String(odd, UTF_8)
                              + stream.substring(frame.end(1));
                      List<ClientRequest> clients = ClientRequests.each(true);
                      assertEnds(clients.get(turn++ % clients.size()), target, mutated);
                    }
                  }
                }))
        .toList();
  }

  private static void assertEnds(ClientRequest client, Target target, String bytes) {
    assertThatCode(
            () -> {
              ResponseStream stream = Calls.stream(client, target);
              Calls.run(stream, bytes.getBytes(UTF_8), 4096);
              assertThat(stream.state()).isNotEqualTo(State.OPEN);
            })
        .as("%s of %s", client.endpoint(), bytes)
        .doesNotThrowAnyException();
  }

  private static final Map<String, String> PATHS =
      Map.of(
          "chat.completions", "/v1/chat/completions",
          "messages", "/v1/messages",
          "responses", "/v1/responses",
          "generateContent", "/v1beta/models/m:generateContent");

  private static final List<Target> TARGETS =
      List.of(
          Calls.target(Vendors.OPENAI, "gpt-x"),
          Calls.target(Vendors.ANTHROPIC, "claude-haiku-4-5"),
          Calls.target(Vendors.GEMINI, "gemini-3-pro-preview"),
          Calls.target(Vendors.BEDROCK, "anthropic.claude-haiku-4-5"),
          Calls.target(Vendors.COHERE, "command-a-03-2025"),
          Calls.target(Vendors.OLLAMA, "llama"));

  @TestFactory
  List<DynamicTest> aRequestWithOneOddValueIsCarriedOrRefusedByName() {
    return Corpus.cases().stream()
        .filter(recorded -> recorded.hasRequest() && PATHS.containsKey(recorded.api()))
        .map(recorded ->
            DynamicTest.dynamicTest(
                recorded.name(),
                () -> {
                  int turn = 0;
                  for (byte[] body : mutations(recorded.request())) {
                    assertCarried(
                        PATHS.get(recorded.api()), body, TARGETS.get(turn++ % TARGETS.size()));
                  }
                }))
        .toList();
  }

  private static void assertCarried(String path, byte[] body, Target target) {
    try {
      ClientRequest request = Calls.request(path, new String(body, UTF_8));
      Json.read(Calls.translate(request, target).body());
    } catch (InvalidRequestException | MediaNeededException refused) {
      assertThat(refused).hasMessageNotContaining("null");
    } catch (RuntimeException unexpected) {
      throw new AssertionError(target.vendor().id() + " of " + new String(body, UTF_8), unexpected);
    }
  }

  /** One for each value of a document, in turn with another one instead of it. */
  private static List<byte[]> mutations(byte[] json) {
    JsonNode document;
    try {
      document = Json.read(json);
    } catch (JacksonException notJson) {
      return List.of();
    }
    List<byte[]> mutations = new ArrayList<>();
    mutate(document, document, mutations);
    return mutations;
  }

  private static void mutate(JsonNode node, JsonNode document, List<byte[]> mutations) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        String instead = INSTEAD.get(mutations.size() % INSTEAD.size());
        if (instead == null) {
          object.remove(field.getKey());
        } else {
          object.set(field.getKey(), Json.read(instead));
        }
        mutations.add(Json.bytes(document));
        object.set(field.getKey(), field.getValue());
        mutate(field.getValue(), document, mutations);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < Math.min(array.size(), 4); i++) {
        JsonNode item = array.get(i);
        String instead = INSTEAD.get(mutations.size() % INSTEAD.size());
        array.set(i, Json.read(instead == null ? "null" : instead));
        mutations.add(Json.bytes(document));
        array.set(i, item);
        mutate(item, document, mutations);
      }
    }
  }
}
