package io.tollgate.providers.sse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the events in a stream that arrives in pieces cut anywhere. Takes LF, CRLF and CR, a byte
 * order mark, {@code data:} with and without a space, several data lines, comments, unknown fields,
 * and a last event without its blank line.
 */
public final class SseDecoder implements FrameDecoder {
  /** Encrypted reasoning and images make events of megabytes; nothing genuine is larger. */
  public static final int DEFAULT_MAX_EVENT_BYTES = 16 * 1024 * 1024;

  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};

  private final int maxEventBytes;
  private final Consumer<SseEvent> events;

  private byte[] buffer = new byte[4096];
  private int limit;
  private int scanned;
  private int lineStart;
  private boolean firstLine = true;
  private boolean afterCarriageReturn;

  private int nameStart;
  private int nameEnd;
  // One data line is given as it lies in the buffer; only further ones are gathered by copying.
  private int dataStart = -1;
  private int dataEnd;
  private int eventStart;
  private byte[] joined = {};
  private int joinedLength;
  private boolean severalLines;
  private int strayStart = -1;

  public SseDecoder(Consumer<SseEvent> events) {
    this(DEFAULT_MAX_EVENT_BYTES, events);
  }

  public SseDecoder(int maxEventBytes, Consumer<SseEvent> events) {
    this.maxEventBytes = maxEventBytes;
    this.events = events;
  }

  /** Takes the next bytes; delivers every event that they complete. */
  @Override
  public void feed(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      int length = Math.min(bytes.remaining(), 64 * 1024);
      reserve(length);
      bytes.get(buffer, limit, length);
      limit += length;
      scan();
    }
  }

  /** The stream has ended: delivers what is complete but for its blank line. */
  @Override
  public void end() {
    if (limit > lineStart) {
      line(limit);
      lineStart = limit;
    }
    dispatch();
  }

  private void reserve(int length) {
    if (eventStart > 0) {
      compact();
    }
    if (limit + length > buffer.length) {
      if (limit > maxEventBytes) {
        throw new SseException("An event of the stream exceeds " + maxEventBytes + " bytes");
      }
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, limit + length));
    }
  }

  private void compact() {
    int moved = eventStart;
    System.arraycopy(buffer, moved, buffer, 0, limit - moved);
    limit -= moved;
    scanned -= moved;
    lineStart -= moved;
    if (nameEnd > nameStart) {
      nameStart -= moved;
      nameEnd -= moved;
    }
    dataEnd -= moved;
    if (dataStart >= 0) {
      dataStart -= moved;
    }
    if (strayStart >= 0) {
      strayStart -= moved;
    }
    eventStart = 0;
  }

  private void scan() {
    while (scanned < limit) {
      byte b = buffer[scanned++];
      if (b == '\n') {
        if (afterCarriageReturn && lineStart == scanned - 1) {
          lineStart = scanned;
          if (idle()) {
            eventStart = scanned;
          }
        } else {
          line(scanned - 1);
          lineStart = scanned;
          settle();
        }
        afterCarriageReturn = false;
      } else if (b == '\r') {
        line(scanned - 1);
        lineStart = scanned;
        settle();
        afterCarriageReturn = true;
      } else {
        afterCarriageReturn = false;
      }
    }
  }

  /** Between events nothing before this point is needed any more. */
  private void settle() {
    if (idle()) {
      eventStart = scanned;
    }
  }

  private boolean idle() {
    return dataStart < 0 && nameEnd == nameStart && strayStart < 0;
  }

  private void line(int end) {
    int start = lineStart;
    if (firstLine) {
      firstLine = false;
      start += byteOrderMark(start, end);
    }
    if (start == end) {
      dispatch();
      return;
    }
    int colon = colon(start, end);
    int valueStart = colon + 1 < end && buffer[colon + 1] == ' ' ? colon + 2 : colon + 1;
    valueStart = Math.min(valueStart, end);
    if (is(DATA, start, colon)) {
      data(valueStart, end);
    } else if (is(EVENT, start, colon)) {
      nameStart = valueStart;
      nameEnd = end;
    } else if (strayStart >= 0 || isBareJson(start, end)) {
      stray(start);
    }
  }

  /** An object, or a list of them, as Google wraps its errors. */
  private boolean isBareJson(int start, int end) {
    boolean list = buffer[start] == '[' && (start + 1 == end || buffer[start + 1] == '{');
    return list || buffer[start] == '{';
  }

  /**
   * Some upstreams break off with a bare JSON object instead of an event. It has no blank line to
   * end it, so it is delivered as one event without a name when the stream ends.
   */
  private void stray(int start) {
    if (strayStart < 0) {
      dispatch();
      eventStart = start;
      strayStart = start;
    }
  }

  private int byteOrderMark(int start, int end) {
    boolean present =
        end - start >= 3
            && buffer[start] == (byte) 0xEF
            && buffer[start + 1] == (byte) 0xBB
            && buffer[start + 2] == (byte) 0xBF;
    return present ? 3 : 0;
  }

  private int colon(int start, int end) {
    for (int i = start; i < end; i++) {
      if (buffer[i] == ':') {
        return i;
      }
    }
    return end;
  }

  private boolean is(byte[] name, int start, int end) {
    return Arrays.equals(buffer, start, end, name, 0, name.length);
  }

  private void data(int start, int end) {
    if (dataStart < 0) {
      dataStart = start;
      dataEnd = end;
      return;
    }
    if (!severalLines) {
      severalLines = true;
      joinedLength = 0;
      append(dataStart, dataEnd);
    }
    joined = joinedLength == joined.length ? Arrays.copyOf(joined, joinedLength * 2 + 16) : joined;
    joined[joinedLength++] = '\n';
    append(start, end);
  }

  private void append(int start, int end) {
    int length = end - start;
    if (joinedLength + length > maxEventBytes) {
      throw new SseException("An event of the stream exceeds " + maxEventBytes + " bytes");
    }
    if (joinedLength + length > joined.length) {
      joined = Arrays.copyOf(joined, Math.max(joined.length * 2, joinedLength + length + 1));
    }
    System.arraycopy(buffer, start, joined, joinedLength, length);
    joinedLength += length;
  }

  private void dispatch() {
    if (strayStart >= 0) {
      dispatchStray();
      return;
    }
    if (dataStart < 0) {
      nameStart = 0;
      nameEnd = 0;
      return;
    }
    SseEvent event = severalLines ? joinedEvent() : event(dataStart, dataEnd);
    dataStart = -1;
    severalLines = false;
    nameStart = 0;
    nameEnd = 0;
    events.accept(event);
  }

  private void dispatchStray() {
    if (lineStart < limit || scanned < limit) {
      // A blank line inside the bare object: it goes on until the stream ends.
      return;
    }
    int start = strayStart;
    strayStart = -1;
    events.accept(new SseEvent(buffer, nameStart, nameEnd, start, limit, true));
  }

  private SseEvent event(int start, int end) {
    return new SseEvent(buffer, nameStart, nameEnd, start, end);
  }

  private SseEvent joinedEvent() {
    int nameLength = nameEnd - nameStart;
    byte[] own = Arrays.copyOf(joined, joinedLength + nameLength);
    System.arraycopy(buffer, nameStart, own, joinedLength, nameLength);
    return new SseEvent(own, joinedLength, joinedLength + nameLength, 0, joinedLength);
  }
}
