package io.tollgate.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Upload;
import io.tollgate.providers.call.UpstreamRequest;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a call sends, and the way back.
 *
 * @param files where the client's files lie; null when all is in memory
 */
public record CallRequest(
    UpstreamRequest upstream, Exchange exchange, boolean stream, @Nullable Spool files) {

  /** The body, made anew for each subscriber. */
  Publisher<ByteBuf> body() {
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
