package io.tollgate.providers.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * One event, as ranges of the decoder's buffer: valid only until the call that delivered it
 * returns. An event without an {@code event:} line has an empty name.
 */
public final class SseEvent {
  private final byte[] buffer;
  private final int nameStart;
  private final int nameEnd;
  private final int dataStart;
  private final int dataEnd;
  private final boolean bare;

  SseEvent(byte[] buffer, int nameStart, int nameEnd, int dataStart, int dataEnd) {
    this(buffer, nameStart, nameEnd, dataStart, dataEnd, false);
  }

  SseEvent(byte[] buffer, int nameStart, int nameEnd, int dataStart, int dataEnd, boolean bare) {
    this.buffer = buffer;
    this.nameStart = nameStart;
    this.nameEnd = nameEnd;
    this.dataStart = dataStart;
    this.dataEnd = dataEnd;
    this.bare = bare;
  }

  /** A frame of another framing than server-sent events, which has a name and data as well. */
  public static SseEvent of(String name, byte[] data) {
    byte[] named = name.getBytes(UTF_8);
    byte[] buffer = Arrays.copyOf(named, named.length + data.length);
    System.arraycopy(data, 0, buffer, named.length, data.length);
    return new SseEvent(buffer, 0, named.length, named.length, buffer.length);
  }

  /** The same event with other data. */
  public SseEvent withData(byte[] data) {
    int name = nameEnd - nameStart;
    byte[] own = Arrays.copyOf(Arrays.copyOfRange(buffer, nameStart, nameEnd), name + data.length);
    System.arraycopy(data, 0, own, name, data.length);
    return new SseEvent(own, 0, name, name, own.length, bare);
  }

  /** The bytes that {@link #dataStart()} and {@link #dataEnd()} point into. */
  public byte[] buffer() {
    return buffer;
  }

  public int dataStart() {
    return dataStart;
  }

  public int dataEnd() {
    return dataEnd;
  }

  /** It came as plain JSON between events or instead of them. */
  public boolean isBare() {
    return bare;
  }

  public int dataLength() {
    return dataEnd - dataStart;
  }

  public boolean hasName() {
    return nameEnd > nameStart;
  }

  public String name() {
    return new String(buffer, nameStart, nameEnd - nameStart, UTF_8);
  }

  public boolean nameIs(byte[] name) {
    return Arrays.equals(buffer, nameStart, nameEnd, name, 0, name.length);
  }

  /** Whether the data is this, blanks around it aside. */
  public boolean dataIs(byte[] data) {
    int from = dataStart;
    int to = dataEnd;
    while (from < to && buffer[from] == ' ') {
      from++;
    }
    while (to > from && buffer[to - 1] == ' ') {
      to--;
    }
    return Arrays.equals(buffer, from, to, data, 0, data.length);
  }

  public byte[] data() {
    return Arrays.copyOfRange(buffer, dataStart, dataEnd);
  }

  /** Whether the data holds these bytes somewhere. */
  public boolean dataContains(byte[] needle) {
    return indexOf(needle, dataStart) >= 0;
  }

  /** Offset in the buffer of the first occurrence at or after {@code from}, or -1. */
  public int indexOf(byte[] needle, int from) {
    byte first = needle[0];
    int last = dataEnd - needle.length;
    for (int i = from; i <= last; i++) {
      if (buffer[i] == first
          && Arrays.equals(buffer, i, i + needle.length, needle, 0, needle.length)) {
        return i;
      }
    }
    return -1;
  }

  public String dataText() {
    return new String(buffer, dataStart, dataEnd - dataStart, UTF_8);
  }

  @Override
  public String toString() {
    return (hasName() ? name() + ": " : "") + dataText();
  }
}
