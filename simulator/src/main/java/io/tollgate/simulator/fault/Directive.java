package io.tollgate.simulator.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Everything that a caller can ask of the simulator, under the name it is asked by. */
public enum Directive {
  /** {@code delay-headers=500ms}: waits before the status line. */
  DELAY_HEADERS(Value.DURATION),
  /**
   * {@code delay-first=500ms}: a stream waits after its lifecycle frames, before its first token.
   */
  DELAY_FIRST(Value.DURATION),
  /** {@code delay-token=20ms}: a stream waits before every token but the first. */
  DELAY_TOKEN(Value.DURATION),
  /** {@code status=529}: refuses with this status and the vendor's own error body. */
  STATUS(Value.NUMBER),
  /** {@code retry-after=7}: says when to come back, in the vendor's own way, in a refusal. */
  RETRY_AFTER(Value.NUMBER),
  /** {@code error-after-tokens=3}: a stream ends with the vendor's error event after n tokens. */
  ERROR_AFTER_TOKENS(Value.NUMBER),
  /** {@code end-after-tokens=3}: a stream ends cleanly after n tokens, without a terminal event. */
  END_AFTER_TOKENS(Value.NUMBER),
  /** {@code cut-after-tokens=3}: the connection is closed after a stream's n tokens. */
  CUT_AFTER_TOKENS(Value.NUMBER),
  /** {@code hang-after-tokens=3}: a stream falls silent after n tokens and keeps its connection. */
  HANG_AFTER_TOKENS(Value.NUMBER),
  /** {@code cut-after-bytes=300}: the connection is closed after n bytes of the body. */
  CUT_AFTER_BYTES(Value.NUMBER),
  /** {@code write-one-byte}: each byte of the body is written and flushed alone. */
  WRITE_ONE_BYTE(Value.NOTHING),
  /** {@code reset-after-read}: reads the request, then resets the connection. */
  RESET_AFTER_READ(Value.NOTHING),
  /** {@code hang}: reads the request and never answers. */
  HANG(Value.NOTHING),
  /** {@code slow-read=20ms}: waits before taking each piece of the request body; header only. */
  SLOW_READ(Value.DURATION),
  /** {@code no-usage}: leaves the token counts out of the answer. */
  NO_USAGE(Value.NOTHING),
  /** {@code times=2}: all the others hold for the first n such requests of a model only. */
  TIMES(Value.NUMBER),
  /** {@code words=60}: answers with exactly n words, within the caller's limit. */
  WORDS(Value.NUMBER),
  /** {@code tool-calls=2}: calls n of the offered tools at once, whatever the user wrote. */
  TOOL_CALLS(Value.NUMBER),
  /** {@code reasoning=20}: spends n tokens of output on reasoning first. */
  REASONING(Value.NUMBER),
  /** {@code cached=10}: reports n of the input tokens as read from the prompt cache. */
  CACHED(Value.NUMBER),
  /** {@code cache-write=10}: reports n of the input tokens as written to the prompt cache. */
  CACHE_WRITE(Value.NUMBER);

  private enum Value {
    NOTHING(""),
    NUMBER("\\d{1,9}"),
    DURATION("\\d{1,9}(ms|s)");

    private final Pattern syntax;

    Value(String syntax) {
      this.syntax = Pattern.compile(syntax);
    }
  }

  private final Value value;

  Directive(Value value) {
    this.value = value;
  }

  /** The name in the header and in a model's suffix. */
  public String directive() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Directive> named(String name) {
    for (Directive directive : values()) {
      if (directive.directive().equals(name)) {
        return Optional.of(directive);
      }
    }
    return Optional.empty();
  }

  boolean accepts(String text) {
    return value.syntax.matcher(text).matches();
  }
}
