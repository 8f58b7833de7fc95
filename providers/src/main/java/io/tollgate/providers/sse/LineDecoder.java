package io.tollgate.providers.sse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the lines of newline-delimited JSON that arrives in pieces cut anywhere; each is an event
 * without a name. Takes LF and CRLF, blank lines, and a last line without its end.
 */
public final class LineDecoder implements FrameDecoder {
  private final int maxLineBytes;
  private final Consumer<SseEvent> lines;

  private byte[] buffer = new byte[4096];
  private int limit;
  private int scanned;
  private int lineStart;

  public LineDecoder(Consumer<SseEvent> lines) {
    this(SseDecoder.DEFAULT_MAX_EVENT_BYTES, lines);
  }

  public LineDecoder(int maxLineBytes, Consumer<SseEvent> lines) {
    this.maxLineBytes = maxLineBytes;
    this.lines = lines;
  }

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

  private void reserve(int length) {
    if (lineStart > 0) {
      System.arraycopy(buffer, lineStart, buffer, 0, limit - lineStart);
      limit -= lineStart;
      scanned -= lineStart;
      lineStart = 0;
    }
    if (limit + length > buffer.length) {
      if (limit > maxLineBytes) {
        throw new SseException("A line of the stream exceeds " + maxLineBytes + " bytes");
      }
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, limit + length));
    }
  }

  private void scan() {
    while (scanned < limit) {
      if (buffer[scanned++] == '\n') {
        line(scanned - 1);
        lineStart = scanned;
      }
    }
  }

  private void line(int end) {
    int trimmed = end > lineStart && buffer[end - 1] == '\r' ? end - 1 : end;
    if (trimmed > lineStart) {
      lines.accept(new SseEvent(buffer, 0, 0, lineStart, trimmed));
    }
  }

  @Override
  public void end() {
    line(limit);
    lineStart = limit;
  }
}
