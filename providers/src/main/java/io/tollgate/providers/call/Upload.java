package io.tollgate.providers.call;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A body to be sent that holds files: pieces one after the other, most of them stretches of what
 * the client sent, so that no file is ever in memory as a whole.
 */
public record Upload(List<Piece> pieces) {
  /** A piece of the body. */
  public sealed interface Piece {
    long length();
  }

  /** Bytes of the gateway's own; read them from a duplicate. */
  public record Own(ByteBuffer bytes) implements Piece {
    public Own {
      bytes = bytes.asReadOnlyBuffer();
    }

    @Override
    public long length() {
      return bytes.remaining();
    }
  }

  /** The client's bytes from an offset up to another. */
  public record OfClient(long from, long to) implements Piece {
    @Override
    public long length() {
      return to - from;
    }
  }

  public Upload {
    pieces = List.copyOf(pieces);
  }

  /** What {@code content-length} is to say. */
  public long length() {
    return pieces.stream().mapToLong(Piece::length).sum();
  }
}
