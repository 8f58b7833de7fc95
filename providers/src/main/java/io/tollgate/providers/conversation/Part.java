package io.tollgate.providers.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a turn. */
public sealed interface Part {
  record Text(String text) implements Part {}

  /** A picture; {@code detail} is a hint of how closely to look. */
  record Image(Media media, @Nullable String detail) implements Part {}

  record Document(Media media, @Nullable String name) implements Part {}

  /** Recorded sound, such as {@code audio/wav}. */
  record Audio(Media.Inline media) implements Part {}

  /**
   * The model calls a tool.
   *
   * @param arguments JSON text as the model wrote it; may be empty
   */
  record ToolCall(String id, String name, String arguments, @Nullable Opaque signature)
      implements Part {}

  record ToolResult(String callId, List<Part> content, boolean error) implements Part {
    public ToolResult {
      content = List.copyOf(content);
    }

    /** Its text parts, joined. */
    public String text() {
      StringBuilder text = new StringBuilder();
      for (Part part : content) {
        if (part instanceof Text(String more)) {
          text.append(more);
        }
      }
      return text.toString();
    }
  }

  /** What the model thought; without text when the provider keeps it to itself. */
  record Reasoning(String text, @Nullable Opaque signature) implements Part {}

  record Refusal(String text) implements Part {}

  /** What is known about the text of an answer; nobody sends it back. */
  sealed interface About extends Part {}

  /** Where text before it comes from. */
  record Cited(Citation citation) implements About {}

  /** How likely the tokens of the text before it were. */
  record Scored(List<TokenScore> tokens) implements About {
    public Scored {
      tokens = List.copyOf(tokens);
    }
  }

  /** Everything up to here may be kept in the provider's cache, for {@code 5m} or {@code 1h}. */
  record CacheMark(@Nullable String ttl) implements Part {}
}
