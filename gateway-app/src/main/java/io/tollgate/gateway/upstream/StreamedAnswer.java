package io.tollgate.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.tollgate.gateway.upstream.CallObserver.StreamEnd;
import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UpstreamFailure;
import java.util.Optional;

/**
 * A streamed answer on its way from the provider to the client. From its first content on it is
 * committed: the client has the head of the answer, and nothing can be sent elsewhere any more. The
 * lock of its call guards it.
 */
final class StreamedAnswer {

  private final ResponseStream stream;
  private final CallObserver observer;
  private final ClientBridge bridge;
  private boolean committed;

  StreamedAnswer(ResponseStream stream, CallObserver observer, ClientBridge bridge) {
    this.stream = stream;
    this.observer = observer;
    this.bridge = bridge;
  }

  boolean committed() {
    return committed;
  }

  ResponseStream.State state() {
    return stream.state();
  }

  Optional<UpstreamFailure> failure() {
    return stream.failure();
  }

  /** What the client gets of a piece. */
  byte[] accept(ByteBuf bytes) {
    var translated = stream.accept(bytes.nioBuffer());
    commitIfDue();
    return translated;
  }

  /** What the client gets last, where the provider has ended its answer. */
  byte[] end() {
    var lastBytes = stream.end();
    commitIfDue();
    return lastBytes;
  }

  /** The same where the connection broke: the stream knows whether it was whole. */
  byte[] broken() {
    var lastBytes = stream.broken();
    commitIfDue();
    return lastBytes;
  }

  /** The same where the gateway gives it up. */
  byte[] fail(ClientError error) {
    return stream.fail(error);
  }

  private void commitIfDue() {
    if (stream.committed()) {
      commit();
    }
  }

  private void commit() {
    if (!committed) {
      committed = true;
      observer.streaming(stream, bridge);
    }
  }

  void forward(byte[] translated) {
    if (translated.length > 0) {
      bridge.emit(translated);
    }
  }

  /** Shows a client that waits for a silent provider that the connection is alive. */
  void keepAlive() {
    if (committed && bridge.isWanted()) {
      forward(stream.heartbeat());
    }
  }

  /** The last of it; a stream that is complete without content was complete all the same. */
  void finish(StreamEnd end, byte[] lastBytes) {
    commit();
    // Booked before the last byte is released: whoever has the whole answer is in the journal.
    observer.streamed(stream, end);
    forward(lastBytes);
    if (end == StreamEnd.BROKEN && lastBytes.length == 0) {
      // Sound has no frame to say it in: an end that is not one must at least not look clean.
      bridge.fail();
    } else {
      bridge.complete();
    }
  }

  /** Nothing more of it is received, since its client has gone. */
  void leave() {
    observer.streamed(stream, StreamEnd.CLIENT_LEFT);
  }
}
