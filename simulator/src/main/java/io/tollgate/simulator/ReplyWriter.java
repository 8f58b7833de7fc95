package io.tollgate.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Ending;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Reply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.NettyOutbound;
import reactor.netty.http.server.HttpServerResponse;

/** Writes one reply, frame by frame, with the pauses and the ending that were asked for. */
final class ReplyWriter {
  private final HttpServerResponse response;
  private final Directives directives;
  private final OpenRequest request;

  ReplyWriter(HttpServerResponse response, Directives directives, OpenRequest request) {
    this.response = response;
    this.directives = directives;
    this.request = request;
  }

  /**
   * Writes the reply and books it: as completed when its last frame is handed to the connection, as
   * interrupted when that never happens or the answer was cut short on demand.
   */
  Mono<Void> write(Reply reply) {
    return Mono.delay(directives.duration(Directive.DELAY_HEADERS))
        .then(Mono.defer(() -> send(reply)))
        .doFinally(signal -> request.interrupted(reply));
  }

  private Mono<Void> send(Reply reply) {
    response.status(reply.status());
    reply.headers().forEach(response::header);
    response.chunkedTransfer(!reply.headers().containsKey("content-length"));
    boolean headFirst = reply.streamed() || reply.ending() != Ending.COMPLETE;
    NettyOutbound outbound = headFirst ? response.sendHeaders() : response;
    Flux<ByteBuf> body = booked(reply).concatMap(this::buffers);
    Mono<Void> sent = outbound.send(body, each -> true).then();
    return switch (reply.ending()) {
      case COMPLETE -> sent;
      case EARLY -> sent.doOnSuccess(done -> request.interrupted(reply));
      case CUT -> sent.then(Mono.defer(() -> cut(reply)));
      case HANG -> sent.then(Mono.never());
    };
  }

  private Flux<Frame> booked(Reply reply) {
    var left = new AtomicInteger(reply.frames().size());
    return paced(reply)
        .doOnNext(frame -> {
          request.wrote(frame);
          if (left.decrementAndGet() == 0 && reply.ending() == Ending.COMPLETE) {
            request.completed(reply);
          }
        });
  }

  private Mono<Void> cut(Reply reply) {
    request.interrupted(reply); // in the books before the caller can notice
    response.withConnection(DisposableChannel::dispose);
    return Mono.never(); // completing would end the message properly
  }

  private Flux<Frame> paced(Reply reply) {
    Duration first = directives.duration(Directive.DELAY_FIRST);
    Duration between = directives.duration(Directive.DELAY_TOKEN);
    Flux<Frame> frames = Flux.fromIterable(reply.frames());
    if (!reply.streamed() || first.plus(between).isZero()) {
      return frames;
    }
    var started = new AtomicBoolean();
    return frames.concatMap(
        frame -> {
          if (frame.tokens() == 0) {
            return Mono.just(frame);
          }
          Duration pause = started.getAndSet(true) ? between : first;
          return pause.isZero() ? Mono.just(frame) : Mono.delay(pause).thenReturn(frame);
        },
        1);
  }

  private Flux<ByteBuf> buffers(Frame frame) {
    ByteBuf bytes = Unpooled.wrappedBuffer(frame.bytes());
    return directives.has(Directive.WRITE_ONE_BYTE)
        ? Flux.range(0, frame.bytes().length).map(i -> bytes.copy(i, 1))
        : Flux.just(bytes);
  }
}
