package io.tollgate.providers.wire.openai;

import io.tollgate.providers.conversation.Thinking;
import io.tollgate.providers.conversation.Thinking.Effort;
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

  /** They know three steps and no others. */
  private static final Pattern THREE_STEPS =
      Pattern.compile("(?:^|/)(?:o[134](?:$|[-:])|gpt-5-codex)|gpt-oss");

  /** They know no step beyond high; what came later does. */
  private static final Pattern UP_TO_HIGH =
      Pattern.compile("(?:^|/)gpt-5(?:\\.1)?(?:$|[-:])(?!chat)");

  private static final Pattern UP_TO_XHIGH =
      Pattern.compile("(?:^|/)gpt-5\\.(?:1-codex-max|2(?:$|[-:]))");

  /** Mistral's, which think as they do or not at all. */
  private static final Pattern ALL_OR_NOTHING = Pattern.compile("(?:^|/)mistral-(?:small|medium)");

  private static final Pattern NEVER = Pattern.compile("(?:^|/)(?:gpt-3|(?:chat)?gpt-4)");

  static OpenAiModel of(String name) {
    return new OpenAiModel(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The word for an effort that the model takes, or the nearest one; null where it takes none at
   * all. Some cannot be told not to think, but to think the least.
   */
  @Nullable String effort(Effort wanted) {
    if (NEVER.matcher(name).find()) {
      return null;
    }
    if (ALL_OR_NOTHING.matcher(name).find()) {
      return (wanted == Effort.NONE ? Effort.NONE : Effort.HIGH).word();
    }
    if (THREE_STEPS.matcher(name).find()) {
      return within(wanted, Effort.LOW, Effort.HIGH).word();
    }
    Effort most = most();
    if (ALWAYS.matcher(name).find()) {
      return within(wanted, Effort.MINIMAL, most).word();
    }
    boolean skips = wanted == Effort.MINIMAL && ASKED.matcher(name).find();
    return within(skips ? Effort.LOW : wanted, Effort.NONE, most).word();
  }

  private Effort most() {
    if (UP_TO_XHIGH.matcher(name).find()) {
      return Effort.XHIGH;
    }
    return UP_TO_HIGH.matcher(name).find() ? Effort.HIGH : Effort.MAX;
  }

  private static Effort within(Effort wanted, Effort least, Effort most) {
    Effort raised = wanted.compareTo(least) < 0 ? least : wanted;
    return raised.compareTo(most) > 0 ? most : raised;
  }

  /** Models that reason answer anything but the defaults with an error, stop sequences included. */
  boolean takesSampling(@Nullable Thinking thinking) {
    boolean asked = thinking != null && !thinking.off();
    return !ALWAYS.matcher(name).find() && !(asked && ASKED.matcher(name).find());
  }
}
