package io.tollgate.gateway.request;

import io.tollgate.providers.call.Header;
import java.nio.ByteBuffer;
import java.util.List;
import org.reactivestreams.Publisher;

/** What goes back to a client, in its own protocol. */
public sealed interface Reply {

  int status();

  List<Header> headers();

  /** An answer in one piece. */
  record Whole(int status, List<Header> headers, ByteBuffer body) implements Reply {

    static Whole of(int status, List<Header> headers, byte[] body) {
      return new Whole(status, headers, ByteBuffer.wrap(body));
    }
  }

  /** An answer in pieces, each to be sent as soon as it is there. */
  record Streamed(int status, List<Header> headers, Publisher<byte[]> pieces) implements Reply {}
}
