package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.conversation.Citation.Span;
import org.jspecify.annotations.Nullable;

/**
 * The text of one choice as far as it has come, for the places that citations speak of: some count
 * characters and some bytes.
 */
public final class CitedText {
  private final StringBuilder text = new StringBuilder();

  public void append(String more) {
    text.append(more);
  }

  /** Its length in characters as Unicode counts them. */
  public int length() {
    return text.codePointCount(0, text.length());
  }

  /** From some earlier length up to here; null for nothing. */
  public @Nullable Span since(int start) {
    int end = length();
    return start < end ? new Span(start, end) : null;
  }

  /**
   * Reads a piece that is given in bytes. Its words decide where the two disagree: some count from
   * the beginning of the answer, and some from that of a part of it.
   */
  public @Nullable Span ofBytes(int start, int end, String words) {
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (start >= 0 && start < end && end <= bytes.length) {
      String found = new String(bytes, start, end - start, UTF_8);
      if (words.isEmpty() || words.equals(found)) {
        int before = characters(new String(bytes, 0, start, UTF_8));
        return new Span(before, before + characters(found));
      }
    }
    int at = words.isEmpty() ? -1 : text.indexOf(words);
    if (at < 0) {
      return null;
    }
    int before = text.codePointCount(0, at);
    return new Span(before, before + characters(words));
  }

  private static int characters(String some) {
    return some.codePointCount(0, some.length());
  }

  /** The words of a piece, as far as there are any. */
  public String words(Span span) {
    return text.substring(offset(span.start()), offset(span.end()));
  }

  /** The bytes before a character. */
  public int bytesBefore(int character) {
    return text.substring(0, offset(character)).getBytes(UTF_8).length;
  }

  private int offset(int character) {
    return text.offsetByCodePoints(0, Math.clamp(character, 0, length()));
  }
}
