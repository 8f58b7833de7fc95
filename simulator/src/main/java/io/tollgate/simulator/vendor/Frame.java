package io.tollgate.simulator.vendor;

import java.nio.charset.StandardCharsets;

/**
 * Bytes that are written together.
 *
 * @param tokens how many output tokens they carry; 0 for what only frames the answer
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by convention and never compared
public record Frame(byte[] bytes, int tokens) {
  /** A frame of text that carries no tokens. */
  public static Frame of(String text) {
    return of(text, 0);
  }

  /** A frame of text that carries tokens. */
  public static Frame of(String text, int tokens) {
    return new Frame(text.getBytes(StandardCharsets.UTF_8), tokens);
  }
}
