package io.tollgate.providers.wire.bedrock;

import io.tollgate.providers.wire.anthropic.ClaudeModel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a model on Bedrock can do, as far as its name tells. The family stands somewhere in the id
 * of a model, an inference profile or an ARN; an application's profile names none.
 *
 * @param claude null for every other family
 */
record BedrockModel(Family family, @Nullable ClaudeModel claude) {
  /** Who made it, where that makes a difference. */
  enum Family {
    CLAUDE,
    NOVA,
    GPT_OSS,
    /** Models from before structured answers. */
    EARLY,
    OTHER
  }

  static BedrockModel of(String id) {
    String name = id.toLowerCase(Locale.ROOT);
    if (name.contains("claude")) {
      return new BedrockModel(Family.CLAUDE, ClaudeModel.of(name));
    }
    return new BedrockModel(family(name), null);
  }

  private static Family family(String name) {
    if (name.contains("amazon.nova")) {
      return Family.NOVA;
    }
    if (name.contains("openai.gpt-oss")) {
      return Family.GPT_OSS;
    }
    boolean early =
        name.contains("amazon.titan") || name.contains("meta.llama") || name.contains("cohere.");
    return early || name.contains("ai21.") ? Family.EARLY : Family.OTHER;
  }

  boolean takesCachePoints() {
    return family == Family.CLAUDE || family == Family.NOVA;
  }

  /** Whether an answer can be bound to a JSON Schema. */
  boolean takesOutputFormat() {
    return switch (family) {
      case CLAUDE -> claude == null || claude.takesOutputFormat();
      case GPT_OSS, OTHER -> true;
      case NOVA, EARLY -> false;
    };
  }
}
