package io.tollgate.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Upload;
import io.tollgate.providers.call.UpstreamRequest;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * What a call sends, and the way back.
 *
 * @param files where the client's files lie; null when all is in memory
 */
public record CallRequest(
    UpstreamRequest upstream, Exchange exchange, boolean stream, @Nullable Spool files) {

  /**
   * The request, to be sent once for each subscriber of its answer.
   *
   * @param begun called when the connection stands and sending begins
   */
  HttpClient.ResponseReceiver<?> over(HttpClient client, Runnable begun) {
    return client
        .post()
        .uri(upstream.uri())
        .send((outgoing, outbound) -> {
          begun.run();
          for (Header header : upstream.headers()) {
            outgoing.requestHeaders().set(header.name(), header.value());
          }
          var upload = upstream.upload();
          if (upload != null) {
            outgoing.requestHeaders().set("content-length", upload.length());
          }
          return outbound.send(body());
        });
  }

  /** The body, made anew for each subscriber. */
  private Publisher<ByteBuf> body() {
    var upload = upstream.upload();
    if (upload == null || files == null) {
      return Mono.just(Unpooled.wrappedBuffer(upstream.body()));
    }
    return Flux.fromIterable(upload.pieces())
        .concatMap(piece ->
            switch (piece) {
              case Upload.Own(var bytes) -> Flux.just(Unpooled.wrappedBuffer(bytes.duplicate()));
              case Upload.OfClient(long from, long to) -> files.read(from, to);
            });
  }
}
