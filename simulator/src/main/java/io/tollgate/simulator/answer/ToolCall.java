package io.tollgate.simulator.answer;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A call that the model asks the caller to make. */
public record ToolCall(String name, JsonNode arguments) {
  private static final int FRAGMENT_LENGTH = 6;

  /** The arguments as compact JSON text. */
  public String argumentsText() {
    return arguments.toString();
  }

  /** The arguments' text in the short fragments that a stream carries. */
  public List<String> fragments() {
    String text = argumentsText();
    var fragments = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(start + FRAGMENT_LENGTH, text.length());
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end++;
      }
      fragments.add(text.substring(start, end));
      start = end;
    }
    return List.copyOf(fragments);
  }

  /** The words of its name and arguments. */
  public int tokens() {
    return Words.count(name) + Words.count(argumentsText());
  }
}
