package io.tollgate.providers.wire.openai;

import io.tollgate.providers.conversation.Thinking;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model of OpenAI's can do, as far as its name tells, whoever hosts it. A name that is not
 * understood is taken for a model that only answers.
 */
record OpenAiModel(String name) {
  /** They think before every answer, or cannot be told otherwise. */
  private static final Pattern ALWAYS =
      Pattern.compile("(?:^|/)(?:o[134](?:$|[-:])|gpt-5(?:$|[-:])(?!chat))");

  /** They think where they are asked to. */
  private static final Pattern ASKED = Pattern.compile("(?:^|/)gpt-5\\.\\d");

  private static final Pattern NEVER = Pattern.compile("(?:^|/)(?:gpt-3|(?:chat)?gpt-4)");

  static OpenAiModel of(String name) {
    return new OpenAiModel(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The word for an effort that the model takes; null where it takes none at all. Some cannot be
   * told not to think, but to think the least.
   */
  @Nullable String effort(Thinking.Effort wanted) {
    if (NEVER.matcher(name).find()) {
      return null;
    }
    if (wanted == Thinking.Effort.NONE && ALWAYS.matcher(name).find()) {
      return name.contains("gpt-5") ? "minimal" : "low";
    }
    return wanted.word();
  }

  /** Models that reason answer anything but the defaults with an error, stop sequences included. */
  boolean takesSampling(@Nullable Thinking thinking) {
    boolean asked = thinking != null && !thinking.off();
    return !ALWAYS.matcher(name).find() && !(asked && ASKED.matcher(name).find());
  }
}
