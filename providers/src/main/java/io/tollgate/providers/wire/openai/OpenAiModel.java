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

  static OpenAiModel of(String name) {
    return new OpenAiModel(name.toLowerCase(Locale.ROOT));
  }

  /** Models that reason answer anything but the defaults with an error, stop sequences included. */
  boolean takesSampling(@Nullable Thinking thinking) {
    boolean asked = thinking != null && !thinking.off();
    return !ALWAYS.matcher(name).find() && !(asked && ASKED.matcher(name).find());
  }
}
