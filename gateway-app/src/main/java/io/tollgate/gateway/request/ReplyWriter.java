package io.tollgate.gateway.request;

import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Protocol;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes replies. Only headers that the gateway made itself ever go out. */
public final class ReplyWriter {

  private ReplyWriter() {}

  /** Sends a reply under the request's id; completes when its last byte was written. */
  public static Mono<Void> write(
      ServerHttpResponse response, Protocol protocol, UUID id, Reply reply) {
    response.setStatusCode(HttpStatusCode.valueOf(reply.status()));
    var headers = response.getHeaders();
    identify(headers, protocol, id);
    for (Header header : reply.headers()) {
      headers.set(header.name(), header.value());
    }
    var buffers = response.bufferFactory();
    return switch (reply) {
      case Reply.Whole whole -> {
        headers.setContentLength(whole.body().remaining());
        yield response.writeWith(Mono.just(buffers.wrap(whole.body())));
      }
      case Reply.Streamed streamed -> {
        headers.set(HttpHeaders.CACHE_CONTROL, "no-cache");
        // Told to nginx and its kin: a stream that is held back is of no use.
        headers.set("x-accel-buffering", "no");
        yield response.writeAndFlushWith(
            Flux.from(streamed.pieces()).map(piece -> Mono.just(buffers.wrap(piece))));
      }
    };
  }

  /** Names a reply, as its protocol does. */
  static void identify(HttpHeaders headers, Protocol protocol, UUID id) {
    headers.set("x-request-id", id.toString());
    if (protocol == Protocol.ANTHROPIC) {
      headers.set("request-id", id.toString());
    }
  }
}
