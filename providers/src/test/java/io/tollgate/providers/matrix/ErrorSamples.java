package io.tollgate.providers.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.ErrorBody;
import io.tollgate.providers.call.Protocol;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.json.Json;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** Failures as an upstream words them, and what must become of them. */
record ErrorSamples(Upstream upstream, JsonNode samples) {
  static ErrorSamples of(Upstream upstream) {
    JsonNode samples = ClientSamples.resource("/matrix/errors.json").path(upstream.format().name());
    assertThat(samples.isObject()).as("errors of %s", upstream).isTrue();
    return new ErrorSamples(upstream, samples);
  }

  /** Each has its kind, and the status and the envelope of the client's protocol. */
  void assertTranslated(ClientRequest request, Target target) {
    for (JsonNode sample : samples.path("answers").values()) {
      int status = sample.path("status").asInt();
      byte[] body = Json.bytes(sample.path("body"));
      assertThat(Calls.answer(request, target, status, body))
          .isInstanceOfSatisfying(
              UpstreamFailure.class,
              failure -> {
                assertThat(failure.kind()).hasToString(sample.path("kind").asString());
                assertShown(request, failure.toClientError());
              });
    }
  }

  private static void assertShown(ClientRequest request, ClientError error) {
    ErrorBody shown = ErrorRenderer.render(request.endpoint().protocol(), error, "x");
    assertThat(shown.status()).isBetween(400, 599).isNotIn(401, 403);
    JsonNode body = Json.read(shown.body());
    // Cohere's is a sentence without an envelope.
    JsonNode detail = request.protocol() == Protocol.COHERE ? body : body.path("error");
    assertThat(detail.path("message").asString()).isNotEmpty();
  }

  /** In base64 where a stream is no text. */
  private byte[] streamed(Endpoint endpoint) {
    if (samples.has("frames")) {
      return Base64.getDecoder().decode(samples.path("frames").asString());
    }
    boolean responses = upstream.words(endpoint).equals(Endpoint.RESPONSES.name());
    return samples.path(responses ? "responses" : "stream").asString().getBytes(UTF_8);
  }

  /** What follows the first words of a stream is an error for the client, and no clean end. */
  void assertShownInStream(ClientRequest request, Target target) {
    ResponseStream stream = Calls.stream(request, target);
    String seen = Calls.run(stream, streamed(request.endpoint()), 1);
    assertThat(stream.state()).isEqualTo(State.FAILED);
    assertThat(seen)
        .contains("Hi", "error")
        .doesNotContain("[DONE]", "message_stop", "response.completed");
  }
}
