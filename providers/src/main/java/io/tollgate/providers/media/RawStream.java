package io.tollgate.providers.media;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sound on its way to the client, byte for byte. It has no frames, so a failure after the first
 * byte can be shown only by breaking off the connection.
 */
final class RawStream implements ResponseStream {
  private static final byte[] NOTHING = {};

  private final Header contentType;
  private long bytesSeen;
  private State state = State.OPEN;
  private @Nullable UpstreamFailure failure;

  RawStream(String contentType) {
    this.contentType = new Header("content-type", contentType);
  }

  @Override
  public List<Header> headers() {
    return List.of(contentType);
  }

  @Override
  public byte[] accept(ByteBuffer bytes) {
    if (state != State.OPEN) {
      return NOTHING;
    }
    byte[] taken = new byte[bytes.remaining()];
    bytes.get(taken);
    bytesSeen += taken.length;
    return taken;
  }

  @Override
  public byte[] end() {
    if (state == State.OPEN && bytesSeen > 0) {
      state = State.COMPLETE;
    } else {
      truncated("The answer holds no sound");
    }
    return NOTHING;
  }

  /** Nothing in the bytes says whether they are all: only the connection does. */
  @Override
  public byte[] broken() {
    truncated("The connection broke in the middle of the sound");
    return NOTHING;
  }

  private void truncated(String why) {
    if (state == State.OPEN) {
      state = State.TRUNCATED;
      failure = UpstreamFailure.of(UpstreamFailure.Kind.TRUNCATED, 200, why);
    }
  }

  @Override
  public byte[] fail(ClientError error) {
    if (state == State.OPEN) {
      state = State.FAILED;
      failure = UpstreamFailure.of(UpstreamFailure.Kind.SERVER, error.status(), error.message());
    }
    return NOTHING;
  }

  @Override
  public boolean committed() {
    return bytesSeen > 0;
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
    return UsageReport.ABSENT;
  }

  @Override
  public @Nullable String responseModel() {
    return null;
  }

  @Override
  public @Nullable FinishReason finishReason() {
    return null;
  }

  /** Bytes of sound say nothing about tokens. */
  @Override
  public long contentBytes() {
    return 0;
  }
}
