package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Looks through a chunk once without building anything, for the few things that matter when bytes
 * are passed on: most chunks of a stream hold nothing but a piece of text.
 */
final class ChunkScan {
  private static final byte[] MODEL = "model".getBytes(UTF_8);
  private static final byte[] USAGE = "usage".getBytes(UTF_8);
  private static final byte[] ERROR = "error".getBytes(UTF_8);
  private static final byte[] CHOICES = "choices".getBytes(UTF_8);
  private static final byte[] MESSAGE = "message".getBytes(UTF_8);
  private static final byte[] DETAIL = "detail".getBytes(UTF_8);
  private static final byte[] FINISH = "finish_reason".getBytes(UTF_8);
  private static final byte[] TOOL_CALLS = "tool_calls".getBytes(UTF_8);
  private static final byte[][] CONTENT = {
    "content".getBytes(UTF_8),
    "text".getBytes(UTF_8),
    "arguments".getBytes(UTF_8),
    "reasoning_content".getBytes(UTF_8),
    "reasoning".getBytes(UTF_8),
    "refusal".getBytes(UTF_8),
    "data".getBytes(UTF_8),
  };

  /** How deep the fields of a choice lie. */
  private static final int IN_CHOICE = 3;

  private byte[] buffer = {};
  private int end;
  private int depth;
  private boolean choices;
  private boolean explained;

  int modelStart;
  int modelEnd;

  /** Where {@code "usage"} stands; -1 if it does not. */
  int usageKey;

  boolean usageNull;
  int usageNullEnd;

  /** A choice has a usage of its own. */
  boolean choiceUsage;

  /** It tells of a failure, whatever else it holds. */
  boolean error;

  boolean noChoices;

  /** It holds pieces of tool calls. */
  boolean calls;

  /** Content is a list of parts. */
  boolean listed;

  int contentBytes;
  int finishes;
  int finishStart;
  int finishEnd;

  /** Returns whether the bytes are one whole JSON object, as far as its brackets tell. */
  boolean scan(byte[] bytes, int from, int to) {
    buffer = bytes;
    end = to;
    depth = 0;
    modelStart = -1;
    usageKey = -1;
    usageNull = false;
    choiceUsage = false;
    error = false;
    noChoices = false;
    calls = false;
    choices = false;
    explained = false;
    listed = false;
    contentBytes = 0;
    finishes = 0;
    int i = skipSpace(from);
    if (i >= end || buffer[i] != '{') {
      return false;
    }
    while (i < end) {
      i = step(i);
    }
    error |= explained && !choices;
    return depth == 0;
  }

  boolean hasUsage() {
    return usageKey >= 0 && !usageNull;
  }

  private int step(int i) {
    switch (buffer[i]) {
      case '"' -> {
        int close = endOfString(i);
        int next = skipSpace(close);
        if (next < end && buffer[next] == ':') {
          int value = skipSpace(next + 1);
          if (value < end) {
            field(i, close, value);
          }
          return value;
        }
        return close;
      }
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {}
    }
    return i + 1;
  }

  private void field(int key, int keyEnd, int value) {
    if (depth == 1) {
      topField(key, keyEnd, value);
    } else if (buffer[value] == '"') {
      text(key, keyEnd, value);
    } else if (is(TOOL_CALLS, key, keyEnd) && buffer[value] != 'n' && !emptyArray(value)) {
      contentBytes++;
      calls = true;
    } else if (depth == IN_CHOICE && buffer[value] == '{' && is(USAGE, key, keyEnd)) {
      choiceUsage = true;
    } else if (buffer[value] == '[' && is(CONTENT[0], key, keyEnd)) {
      listed = true;
    }
  }

  private void topField(int key, int keyEnd, int value) {
    if (is(MODEL, key, keyEnd) && buffer[value] == '"') {
      modelStart = value + 1;
      modelEnd = endOfString(value) - 1;
    } else if (is(USAGE, key, keyEnd)) {
      usageKey = key;
      usageNull = buffer[value] == 'n';
      usageNullEnd = value + 4;
    } else if (is(ERROR, key, keyEnd)) {
      error = buffer[value] != 'n';
    } else if (is(CHOICES, key, keyEnd)) {
      choices = true;
      noChoices = emptyArray(value);
    } else if (is(MESSAGE, key, keyEnd) || is(DETAIL, key, keyEnd)) {
      explained = buffer[value] != 'n';
    }
  }

  private void text(int key, int keyEnd, int value) {
    int close = endOfString(value);
    int length = close - value - 2;
    if (length <= 0) {
      return;
    }
    if (is(FINISH, key, keyEnd)) {
      finishes++;
      finishStart = value + 1;
      finishEnd = close - 1;
      return;
    }
    for (byte[] name : CONTENT) {
      if (is(name, key, keyEnd)) {
        contentBytes += length;
        return;
      }
    }
  }

  private boolean emptyArray(int open) {
    int next = skipSpace(open + 1);
    return buffer[open] == '[' && next < end && buffer[next] == ']';
  }

  /** The key includes its quotes. */
  private boolean is(byte[] name, int key, int keyEnd) {
    return keyEnd - key - 2 == name.length
        && Arrays.equals(buffer, key + 1, keyEnd - 1, name, 0, name.length);
  }

  /** Offset after the closing quote. */
  private int endOfString(int open) {
    int i = open + 1;
    while (i < end) {
      byte b = buffer[i];
      if (b == '\\') {
        i++;
      } else if (b == '"') {
        return i + 1;
      }
      i++;
    }
    return end;
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < end && buffer[i] <= ' ' && buffer[i] >= 0) {
      i++;
    }
    return i;
  }
}
