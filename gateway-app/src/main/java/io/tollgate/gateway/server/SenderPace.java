package io.tollgate.gateway.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.tollgate.gateway.errors.GatewayFailure;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

/**
 * Holds the sender of a request to HTTP and to a pace: a fixed time, and one second more for each
 * so many bytes that came. Only time in which the gateway was waiting for bytes counts, so that a
 * client does not pay for a slow upstream. A body that falls behind fails as a refusal; a head, or
 * a body that nobody reads any more, ends with its connection.
 */
final class SenderPace extends ChannelDuplexHandler {

  /** Long enough for a refusal to be written. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final long patienceNanos;
  private final double nanosPerByte;

  private boolean receiving;
  private boolean inBody;
  private boolean refused;
  private long bytes;
  private long waited;
  private long waitingSince;
  private @Nullable Future<?> clock;

  private SenderPace(Duration patience, long bytesPerSecond) {
    this.patienceNanos = patience.toNanos();
    this.nanosPerByte = (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
  }

  /** Watches over a connection whose requests are decoded already. */
  static void watch(ChannelPipeline pipeline, Duration patience, long bytesPerSecond) {
    var pace = new SenderPace(patience, bytesPerSecond);
    pipeline.addBefore(NettyPipeline.HttpCodec, "tollgate.pace", pace);
    pipeline.addAfter(NettyPipeline.HttpCodec, "tollgate.requests", pace.requests());
  }

  @Override
  public void read(ChannelHandlerContext context) {
    if (waitingSince == 0) {
      waitingSince = System.nanoTime();
    }
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    long now = System.nanoTime();
    if (receiving) {
      waited += waitingSince == 0 ? 0 : now - waitingSince;
    } else {
      begin();
    }
    waitingSince = 0;
    bytes += message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    context.fireChannelRead(message);
    // Most requests come in one piece: only for the others is a clock set.
    if (receiving && clock == null) {
      schedule(context, patienceNanos);
    }
  }

  private void begin() {
    receiving = true;
    inBody = false;
    refused = false;
    bytes = 0;
    waited = 0;
  }

  private void schedule(ChannelHandlerContext context, long nanos) {
    clock = context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    stopClock();
  }

  private void stopClock() {
    if (clock != null) {
      clock.cancel(false);
    }
  }

  private void check(ChannelHandlerContext context) {
    if (!receiving || !context.channel().isActive()) {
      clock = null;
      return;
    }
    long sinceLast = waitingSince == 0 ? 0 : System.nanoTime() - waitingSince;
    long left = patienceNanos + (long) (bytes * nanosPerByte) - waited - sinceLast;
    if (left > 0 && !refused) {
      schedule(context, left);
    } else {
      refuse(context, new GatewayFailure.BodyTooSlow());
    }
  }

  private void refuse(ChannelHandlerContext context, GatewayFailure failure) {
    if (inBody && !refused && isAwaitedBy(ChannelOperations.get(context.channel()))) {
      refused = true;
      stopClock();
      schedule(context, LAST_WORDS.toNanos());
      context.fireExceptionCaught(failure.toException());
    } else {
      var _ = context.close();
    }
  }

  /** Of pipelined requests only the first has operations, and those may have all that they need. */
  private static boolean isAwaitedBy(@Nullable ChannelOperations<?, ?> operations) {
    return operations != null && !operations.isInboundDisposed();
  }

  /** The decoder ends such a body early: half of one must not be taken for a whole. */
  private static boolean isMalformedBody(Object message) {
    return message instanceof HttpContent content
        && !(message instanceof HttpMessage)
        && content.decoderResult().isFailure();
  }

  /** Sees what the decoder makes of the bytes. */
  private ChannelInboundHandlerAdapter requests() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        if (isMalformedBody(message)) {
          ReferenceCountUtil.release(message);
          refuse(context, new GatewayFailure.BodyMalformed());
          return;
        }
        if (message instanceof HttpMessage) {
          inBody = true;
        }
        if (message instanceof LastHttpContent) {
          receiving = false;
        }
        context.fireChannelRead(message);
      }
    };
  }
}
