package io.tollgate.providers.wire;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that comes whole though a stream was asked for: some upstreams ignore {@code stream}.
 * It is held, within a bound, until it is complete.
 */
public final class HeldStream implements ResponseStream {
  private static final int MAX_BYTES = 32 * 1024 * 1024;
  private static final byte[] NOTHING = {};

  private final Exchange exchange;
  private final Headers upstream;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private State state = State.OPEN;
  private @Nullable ClientReply reply;
  private @Nullable UpstreamFailure failure;

  public HeldStream(Exchange exchange, Headers upstream) {
    this.exchange = exchange;
    this.upstream = upstream;
  }

  @Override
  public byte[] accept(ByteBuffer bytes) {
    if (state != State.OPEN) {
      return NOTHING;
    }
    if (held.size() + bytes.remaining() > MAX_BYTES) {
      failed(
          UpstreamFailure.of(
              UpstreamFailure.Kind.UNREADABLE, 200, "The answer exceeds " + MAX_BYTES + " bytes"));
      return NOTHING;
    }
    byte[] taken = new byte[bytes.remaining()];
    bytes.get(taken);
    held.writeBytes(taken);
    return NOTHING;
  }

  private void failed(UpstreamFailure reason) {
    state = State.FAILED;
    failure = reason;
    held.reset();
  }

  @Override
  public byte[] end() {
    if (state != State.OPEN) {
      return NOTHING;
    }
    Answer answer = exchange.answer(200, upstream, held.toByteArray());
    return switch (answer) {
      case ClientReply whole -> {
        state = State.COMPLETE;
        reply = whole;
        yield whole.body();
      }
      case UpstreamFailure reason -> {
        failed(reason);
        yield NOTHING;
      }
    };
  }

  /** Half of a text may look whole. */
  @Override
  public byte[] broken() {
    if (state == State.OPEN) {
      failed(
          UpstreamFailure.of(
              UpstreamFailure.Kind.TRUNCATED, 200, "The connection broke within the answer"));
    }
    return NOTHING;
  }

  @Override
  public byte[] fail(ClientError error) {
    if (state == State.OPEN) {
      failed(UpstreamFailure.of(UpstreamFailure.Kind.SERVER, error.status(), error.message()));
    }
    return NOTHING;
  }

  @Override
  public List<Header> headers() {
    return reply == null ? List.of(Header.JSON) : reply.headers();
  }

  @Override
  public boolean committed() {
    return reply != null;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public Optional<UpstreamFailure> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public UsageReport usage() {
    return reply == null ? UsageReport.ABSENT : reply.usage();
  }

  @Override
  public @Nullable String responseModel() {
    return reply == null ? null : reply.responseModel();
  }

  @Override
  public @Nullable FinishReason finishReason() {
    return reply == null ? null : reply.finishReason();
  }

  @Override
  public List<String> dropped() {
    return reply == null ? List.of() : reply.dropped();
  }

  @Override
  public long contentBytes() {
    return reply == null ? 0 : reply.body().length;
  }
}
