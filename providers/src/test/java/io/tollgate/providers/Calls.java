package io.tollgate.providers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.RequestParser;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendor;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Makes calls for tests: what a client sends, to a vendor, and what comes back. */
public final class Calls {
  public static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));

  private static final int LONGEST_PIECE = 128;

  private Calls() {}

  public static Target target(Vendor vendor, String model) {
    return new Target(
        vendor,
        URI.create(vendor.baseUrl("us-east-1")),
        model,
        Credential.bearer(Secret.of("sk-canary")),
        Map.of(),
        false);
  }

  public static ClientRequest request(String path, String body) {
    return request(path, null, Headers.NONE, body);
  }

  public static ClientRequest request(String path, String query, Headers headers, String body) {
    Endpoint.Match match = Endpoint.match(path).orElseThrow();
    return RequestParser.parse(match, query, headers, body.getBytes(UTF_8), CLOCK);
  }

  public static ClientRequest chat(String body) {
    return request("/v1/chat/completions", body);
  }

  public static UpstreamRequest translate(ClientRequest request, Target target) {
    return Translators.find(request.endpoint(), target).orElseThrow().request(request, target);
  }

  /** The translated body, read again. */
  public static JsonNode sent(ClientRequest request, Target target) {
    return Json.read(translate(request, target).body());
  }

  public static Answer answer(ClientRequest request, Target target, int status, byte[] body) {
    return answer(request, target, status, Headers.NONE, body);
  }

  public static Answer answer(
      ClientRequest request, Target target, int status, Headers headers, byte[] body) {
    return Translators.find(request.endpoint(), target)
        .orElseThrow()
        .exchange(request, target)
        .answer(status, headers, body);
  }

  public static ResponseStream stream(ClientRequest request, Target target) {
    return Translators.find(request.endpoint(), target)
        .orElseThrow()
        .exchange(request, target)
        .stream(Headers.NONE);
  }

  /** Feeds a stream in pieces of a size, closes it, and gives all that the client got. */
  public static String run(ResponseStream stream, byte[] bytes, int pieceSize) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int from = 0; from < bytes.length; from += pieceSize) {
      int length = Math.min(pieceSize, bytes.length - from);
      out.writeBytes(stream.accept(ByteBuffer.wrap(bytes, from, length)));
    }
    out.writeBytes(stream.end());
    return out.toString(UTF_8);
  }

  /**
   * Cuts bytes at every offset there is, and asserts that the client gets the same each time. A
   * long stream is cut into pieces, whose ends fall on another offset in every run; a short one in
   * two.
   */
  public static void assertCutsDoNotMatter(Supplier<ResponseStream> streams, byte[] bytes) {
    String whole = run(streams.get(), bytes, bytes.length);
    assertThat(run(streams.get(), bytes, 1)).as("one byte at a time").isEqualTo(whole);
    int size = Math.min(bytes.length, LONGEST_PIECE);
    for (int first = 1; first <= size; first++) {
      assertThat(runCut(streams.get(), bytes, first, size))
          .as("cut at %d and every %d bytes", first, size)
          .isEqualTo(whole);
    }
  }

  private static String runCut(ResponseStream stream, byte[] bytes, int first, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(stream.accept(ByteBuffer.wrap(bytes, 0, first)));
    for (int from = first; from < bytes.length; from += size) {
      int length = Math.min(size, bytes.length - from);
      out.writeBytes(stream.accept(ByteBuffer.wrap(bytes, from, length)));
    }
    out.writeBytes(stream.end());
    return out.toString(UTF_8);
  }
}
