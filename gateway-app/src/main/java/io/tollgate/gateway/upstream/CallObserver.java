package io.tollgate.gateway.upstream;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ResponseStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Learns what becomes of a call. Either it ends at once, answered or abandoned, or a stream begins
 * that ends later; each call ends exactly once.
 */
public interface CallObserver {

  /** How a stream that had begun ended. */
  enum StreamEnd {
    COMPLETE,
    BROKEN,
    CLIENT_LEFT
  }

  /** The call ended with this, and nothing of it was shown to the client. */
  void answered(Answer answer, boolean sent);

  /**
   * The client left before there was anything for it.
   *
   * @param answer what was received after that; null when it was given up
   */
  void abandoned(@Nullable Answer answer, boolean sent);

  /**
   * Something of ours went wrong, this observer perhaps: nothing more is heard of the call, and
   * whoever waits for it must be told. Must not throw.
   */
  void collapsed(RuntimeException fault, boolean sent);

  /** First content has come: what follows goes to the client. */
  void streaming(ResponseStream stream, Publisher<byte[]> bytes);

  /** The stream is over; its last bytes go to the client after this has returned. */
  void streamed(ResponseStream stream, StreamEnd end);
}
