package io.tollgate.providers.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Gathers events to be sent: LF, one data line, and always the blank line that ends an event. */
public final class SseWriter {
  private static final byte[] EVENT = "event: ".getBytes(UTF_8);
  private static final byte[] DATA = "data: ".getBytes(UTF_8);
  private static final byte[] NOTHING = {};

  private byte[] buffer = new byte[512];
  private int length;

  /** A comment, which keeps a connection in use and means nothing. */
  public static byte[] comment(String text) {
    return (": " + text + "\n\n").getBytes(UTF_8);
  }

  /** An event without a name. The data must hold no line break: compact JSON never does. */
  public void data(byte[] data) {
    data(data, 0, data.length);
  }

  public void data(byte[] source, int from, int to) {
    put(DATA, 0, DATA.length);
    lines(source, from, to);
    end();
  }

  /** An event whose data leaves out what lies between {@code gapStart} and {@code gapEnd}. */
  public void data(byte[] source, int from, int gapStart, int gapEnd, int to) {
    put(DATA, 0, DATA.length);
    lines(source, from, gapStart);
    lines(source, gapEnd, to);
    end();
  }

  public void event(String name, byte[] data) {
    event(name.getBytes(UTF_8), data, 0, data.length);
  }

  public void event(byte[] name, byte[] source, int from, int to) {
    put(EVENT, 0, EVENT.length);
    put(name, 0, name.length);
    put('\n');
    data(source, from, to);
  }

  /** Passes an event on: name and data with their bytes as they came. */
  public void copy(SseEvent event) {
    if (event.hasName()) {
      event(event.name().getBytes(UTF_8), event.buffer(), event.dataStart(), event.dataEnd());
    } else {
      data(event.buffer(), event.dataStart(), event.dataEnd());
    }
  }

  /** Data of several lines came as several data lines, and leaves as such. */
  private void lines(byte[] source, int from, int to) {
    int lineStart = from;
    for (int i = from; i < to; i++) {
      if (source[i] == '\n') {
        put(source, lineStart, i + 1);
        put(DATA, 0, DATA.length);
        lineStart = i + 1;
      }
    }
    put(source, lineStart, to);
  }

  private void end() {
    put('\n');
    put('\n');
  }

  private void put(char c) {
    reserve(1);
    buffer[length++] = (byte) c;
  }

  private void put(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, buffer, length, to - from);
    length += to - from;
  }

  private void reserve(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  /** Bytes that are framed already. */
  public void raw(byte[] bytes) {
    put(bytes, 0, bytes.length);
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** Everything gathered since the last call. */
  public byte[] take() {
    if (length == 0) {
      return NOTHING;
    }
    byte[] taken = Arrays.copyOf(buffer, length);
    length = 0;
    return taken;
  }

  /** Forgets what was gathered. */
  public void clear() {
    length = 0;
  }
}
