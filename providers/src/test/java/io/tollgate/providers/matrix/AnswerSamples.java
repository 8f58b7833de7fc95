package io.tollgate.providers.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Answers with more than text, as an upstream gives them, and what must become of them. */
record AnswerSamples(Upstream upstream, Endpoint endpoint) {
  static final List<String> CAPABILITIES = List.of("image out", "audio out", "citations");

  /** A picture's or a sound's bytes, the same at the end of a file, and a source's address. */
  private static final List<String> MARKS =
      List.of("TUFSSw==", "BNQVJL\"", "https://mark.example.com/");

  private JsonNode sample(String capability) {
    JsonNode samples = ClientSamples.resource("/matrix/answers.json");
    return samples.path(upstream.words(endpoint)).path(capability);
  }

  /** Whether the upstream ever answers so. */
  boolean has(String capability) {
    return sample(capability).isObject();
  }

  /** What the client's protocol has no place for; all the rest it is shown, whole and streamed. */
  List<String> dropped(
      String capability, ClientRequest request, ClientRequest streamed, Target target) {
    byte[] body = Json.bytes(sample(capability));
    ClientReply reply = (ClientReply) Calls.answer(request, target, 200, body);
    assertShown(new String(reply.body(), UTF_8), reply.dropped());
    // Bedrock's streams are binary, and have tests of their own.
    if (upstream.format() != WireFormat.BEDROCK) {
      ResponseStream stream = Calls.stream(streamed, target);
      String seen = Calls.run(stream, body, body.length);
      assertThat(stream.failure()).as("%s to %s", upstream.name(), endpoint).isEmpty();
      assertShown(seen, stream.dropped());
      assertThat(stream.dropped()).isEqualTo(reply.dropped());
    }
    return reply.dropped();
  }

  private static void assertShown(String answer, List<String> dropped) {
    assertThat(MARKS.stream().anyMatch(answer::contains)).as(answer).isEqualTo(dropped.isEmpty());
  }
}
