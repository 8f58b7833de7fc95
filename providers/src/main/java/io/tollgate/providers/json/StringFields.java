package io.tollgate.providers.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/**
 * How long the strings in certain fields of a JSON text are, at any depth: found in one look at its
 * bytes, without building anything.
 */
public final class StringFields {
  private final List<byte[]> names;

  private StringFields(List<byte[]> names) {
    this.names = names;
  }

  public static StringFields named(String... names) {
    return new StringFields(Arrays.stream(names).map(name -> name.getBytes(UTF_8)).toList());
  }

  /** Bytes between the quotes of these strings in a range of a buffer, escapes as they stand. */
  public int length(byte[] buffer, int from, int to) {
    int length = 0;
    int i = from;
    while (i < to) {
      if (buffer[i] != '"') {
        i++;
        continue;
      }
      int close = endOfString(buffer, i, to);
      int value = afterColon(buffer, close, to);
      if (value < to && buffer[value] == '"' && isNamed(buffer, i + 1, close - 1)) {
        close = endOfString(buffer, value, to);
        length += Math.max(0, close - value - 2);
      }
      i = close;
    }
    return length;
  }

  private boolean isNamed(byte[] buffer, int from, int to) {
    for (byte[] name : names) {
      if (Arrays.equals(buffer, from, to, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }

  /** Where the value of a field begins whose name ends here; the end where it is no field's. */
  private static int afterColon(byte[] buffer, int nameEnd, int to) {
    int colon = skipSpace(buffer, nameEnd, to);
    return colon < to && buffer[colon] == ':' ? skipSpace(buffer, colon + 1, to) : to;
  }

  /** Offset after the closing quote. */
  private static int endOfString(byte[] buffer, int open, int to) {
    for (int i = open + 1; i < to; i++) {
      if (buffer[i] == '\\') {
        i++;
      } else if (buffer[i] == '"') {
        return i + 1;
      }
    }
    return to;
  }

  private static int skipSpace(byte[] buffer, int from, int to) {
    int i = from;
    while (i < to && buffer[i] <= ' ' && buffer[i] >= 0) {
      i++;
    }
    return i;
  }
}
