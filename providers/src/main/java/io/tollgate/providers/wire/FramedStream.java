package io.tollgate.providers.wire;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.sse.FrameDecoder;
import io.tollgate.providers.sse.SseDecoder;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseException;
import io.tollgate.providers.sse.SseWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The life of a streamed answer, the same for every format: frames in, held until the commit,
 * frames out, and an end that is either whole or an error.
 */
public final class FramedStream implements ResponseStream {
  private static final byte[] NOTHING = {};

  private final FrameDecoder decoder;
  private final FrameHandler handler;
  private final List<Header> headers;
  private final StreamProgress progress = new StreamProgress();
  private final SseWriter out = new SseWriter();

  /** A stream of any framing. */
  public FramedStream(
      Function<Consumer<SseEvent>, FrameDecoder> framing,
      FrameHandler handler,
      List<Header> headers) {
    this.decoder = framing.apply(this::frame);
    this.handler = handler;
    this.headers = List.copyOf(headers);
  }

  /** A stream of server-sent events in both directions. */
  public static FramedStream ofEvents(FrameHandler handler) {
    return new FramedStream(SseDecoder::new, handler, List.of(Header.EVENT_STREAM));
  }

  private void frame(SseEvent frame) {
    if (progress.state() != State.OPEN) {
      return;
    }
    try {
      handler.frame(frame, progress, out);
    } catch (JacksonException e) {
      progress.failed(UpstreamErrors.unreadable(200, frame.data()));
    }
    if (progress.state() == State.FAILED) {
      showFailure();
    }
  }

  private void showFailure() {
    UpstreamFailure failure = progress.failure();
    if (!progress.committed()) {
      // Nobody has seen anything: the gateway may still ask someone else.
      out.clear();
    } else if (failure != null) {
      out.raw(handler.error(failure.toClientError()));
    }
  }

  @Override
  public byte[] accept(ByteBuffer bytes) {
    if (progress.state() == State.OPEN) {
      feed(bytes);
    }
    return release();
  }

  private void feed(ByteBuffer bytes) {
    decode(() -> decoder.feed(bytes));
  }

  private void decode(Runnable step) {
    try {
      step.run();
    } catch (SseException e) {
      progress.failed(
          UpstreamFailure.of(UpstreamFailure.Kind.UNREADABLE, 200, String.valueOf(e.getMessage())));
      showFailure();
    }
  }

  private byte[] release() {
    return progress.committed() ? out.take() : NOTHING;
  }

  @Override
  public byte[] end() {
    if (progress.state() == State.OPEN) {
      close();
    }
    return release();
  }

  private void close() {
    decode(decoder::end);
    if (progress.state() == State.OPEN) {
      handler.close(progress, out);
    }
    if (progress.state() == State.OPEN) {
      progress.truncated();
      showFailure();
    }
  }

  @Override
  public byte[] fail(ClientError error) {
    if (progress.state() == State.OPEN) {
      progress.failed(
          UpstreamFailure.of(UpstreamFailure.Kind.SERVER, error.status(), error.message()));
      if (progress.committed()) {
        out.raw(handler.error(error));
      }
    }
    return release();
  }

  @Override
  public byte[] heartbeat() {
    return headers.contains(Header.EVENT_STREAM) ? handler.heartbeat() : NOTHING;
  }

  @Override
  public List<Header> headers() {
    return headers;
  }

  @Override
  public boolean committed() {
    return progress.committed();
  }

  @Override
  public State state() {
    return progress.state();
  }

  @Override
  public Optional<UpstreamFailure> failure() {
    return Optional.ofNullable(progress.failure());
  }

  @Override
  public UsageReport usage() {
    return progress.usage();
  }

  @Override
  public @Nullable String responseModel() {
    return progress.responseModel();
  }

  @Override
  public @Nullable FinishReason finishReason() {
    return progress.finishReason();
  }

  @Override
  public List<String> dropped() {
    return progress.dropped();
  }

  @Override
  public long contentBytes() {
    return progress.contentBytes();
  }
}
