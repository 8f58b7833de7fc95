package io.tollgate.simulator.answer;

import tools.jackson.databind.JsonNode;

/** Adds up what a request gives the model to read, by the one rule that all wire formats share. */
public final class InputTokens {
  /** What an image, a sound or a file costs. */
  public static final int PER_ATTACHMENT = 85;

  private int total;

  /** Adds a text's words. */
  public void text(String text) {
    total += Words.count(text);
  }

  /** Adds one image, sound or file. */
  public void attachment() {
    total += PER_ATTACHMENT;
  }

  /** Adds a tool on offer. */
  public void tool(Tool tool) {
    text(tool.name());
    text(tool.description());
  }

  /** Adds a call that the model made earlier in the conversation. */
  public void toolCall(String name, JsonNode arguments) {
    total += new ToolCall(name, arguments).tokens();
  }

  /** All that was added; a request never costs nothing. */
  public int total() {
    return Math.max(1, total);
  }
}
