package io.tollgate.providers.call;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's streamed answer on its way to the client. It is fed by one thread at a time and
 * keeps nothing but what has not been sent. Until {@link #committed()} it returns no bytes at all:
 * an attempt that fails before its first content can be replaced by another one unnoticed.
 */
public interface ResponseStream {
  /** How far the upstream's stream has got. */
  enum State {
    OPEN,
    /** The terminal event was seen: whatever comes now does not matter. */
    COMPLETE,
    /** It ended without its terminal event. */
    TRUNCATED,
    /** The provider reported a failure, or sent what cannot be understood. */
    FAILED
  }

  /** Headers for the client, sent with the first bytes. */
  List<Header> headers();

  /** Takes the upstream's next bytes; returns what the client gets now, possibly nothing. */
  byte[] accept(ByteBuffer bytes);

  /**
   * The upstream has closed; returns the client's last bytes: the rest of a complete answer, or,
   * once committed, the protocol's own error event without a clean end.
   */
  byte[] end();

  /**
   * The connection broke before it was closed; returns the client's last bytes. Where frames say
   * whether the answer is whole, that is no different from an end.
   */
  default byte[] broken() {
    return end();
  }

  /**
   * Ends the stream from our side with an error event, which is empty before the commit: then the
   * error is still an HTTP answer.
   */
  byte[] fail(ClientError error);

  /**
   * What a silent stream says so that it is kept open, in the client's protocol; empty where that
   * has no words for it.
   */
  default byte[] heartbeat() {
    return new byte[0];
  }

  /** Content has been seen, so that bytes are or may be with the client. */
  boolean committed();

  State state();

  /** Why it failed or was truncated. */
  Optional<UpstreamFailure> failure();

  UsageReport usage();

  /** The model that the provider says it used. */
  @Nullable String responseModel();

  @Nullable FinishReason finishReason();

  /** What has come so far for which the client's protocol has no place. */
  default List<String> dropped() {
    return List.of();
  }

  /** Bytes of generated content seen so far, for estimating usage that is never reported. */
  long contentBytes();
}
