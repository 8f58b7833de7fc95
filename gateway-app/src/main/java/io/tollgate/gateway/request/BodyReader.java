package io.tollgate.gateway.request;

import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.upstream.Spool;
import io.tollgate.providers.multipart.MultipartScanner;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads a body once, and no more of it than is allowed. */
final class BodyReader {

  /**
   * How much is read.
   *
   * @param inMemory the largest body that is held in memory
   * @param upload the largest form with files
   */
  record Limits(int inMemory, long upload) {}

  private static final String JSON = "application/json";

  private final Limits limits;
  private final Path spoolDirectory;

  BodyReader(Limits limits, Path spoolDirectory) {
    this.limits = limits;
    this.spoolDirectory = spoolDirectory;
  }

  /** Fails with a refusal when the body is announced or turns out to be larger than allowed. */
  Mono<RequestBody> read(Received received, Flux<DataBuffer> body) {
    var contentType = received.headers().getFirst(HttpHeaders.CONTENT_TYPE);
    boolean form =
        received.endpoint().takesForms()
            && contentType != null
            && contentType.regionMatches(true, 0, "multipart/", 0, 10);
    if (!form && contentType != null && !isJson(contentType)) {
      return Mono.error(
          new GatewayFailure.InvalidRequest(
                  "The Content-Type must be application/json, not '" + contentType + "'",
                  "Content-Type")
              .toException());
    }
    var encoding = received.headers().getFirst(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return Mono.error(
          new GatewayFailure.InvalidRequest(
                  "The body must be sent as it is, without Content-Encoding '" + encoding + "'",
                  "Content-Encoding")
              .toException());
    }
    long limit = form ? limits.upload : limits.inMemory;
    long announced = received.headers().getContentLength();
    if (announced > limit) {
      return Mono.error(new GatewayFailure.BodyTooLarge(limit).toException());
    }
    return form ? readForm(contentType, body) : readBytes((int) announced, body);
  }

  /** A body without a type is taken for JSON, as most providers do. */
  private static boolean isJson(String contentType) {
    return contentType.regionMatches(true, 0, JSON, 0, JSON.length())
        || contentType.toLowerCase(Locale.ROOT).contains("+json");
  }

  private Mono<RequestBody> readBytes(int announced, Flux<DataBuffer> body) {
    return Mono.create(sink -> {
      var collector =
          new BodyCollector(
              bytes -> sink.success(new RequestBody.InMemory(bytes)),
              sink::error,
              announced,
              limits.inMemory);
      sink.onCancel(collector::stop);
      body.subscribe(collector);
    });
  }

  /** A client names the model after its file as often as before: all of it is taken first. */
  private Mono<RequestBody> readForm(@Nullable String contentType, Flux<DataBuffer> body) {
    return Mono.defer(() -> {
      var scanner = new MultipartScanner(contentType);
      var seen = new AtomicLong();
      var scanned = body.doOnNext(piece -> scan(piece, scanner, seen));
      return Spool.take(spoolDirectory, scanned).map(spool -> uploaded(scanner, spool));
    });
  }

  private static RequestBody uploaded(MultipartScanner scanner, Spool spool) {
    try {
      return new RequestBody.Uploaded(scanner.end(), spool);
    } catch (RuntimeException notWhole) {
      spool.delete();
      throw notWhole;
    }
  }

  private void scan(DataBuffer piece, MultipartScanner scanner, AtomicLong seen) {
    try {
      if (seen.addAndGet(piece.readableByteCount()) > limits.upload) {
        throw new GatewayFailure.BodyTooLarge(limits.upload).toException();
      }
      try (var buffers = piece.readableByteBuffers()) {
        while (buffers.hasNext()) {
          scanner.feed(buffers.next());
        }
      }
    } catch (RuntimeException refused) {
      DataBufferUtils.release(piece);
      throw refused;
    }
  }
}
