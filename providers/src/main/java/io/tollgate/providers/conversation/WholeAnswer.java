package io.tollgate.providers.conversation;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.UsageReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finished answer: the fold of its events. */
public record WholeAnswer(String id, String model, List<Choice> choices, UsageReport usage) {
  public WholeAnswer {
    choices = List.copyOf(choices);
  }

  /** One of the answers; {@code parts} in the order in which they began. */
  public record Choice(List<Part> parts, FinishReason reason, @Nullable String stopSequence) {
    public Choice {
      parts = List.copyOf(parts);
    }

    /** How likely all tokens were, as far as that is known. */
    public List<TokenScore> scores() {
      return parts.stream()
          .filter(Part.Scored.class::isInstance)
          .flatMap(part -> ((Part.Scored) part).tokens().stream())
          .toList();
    }
  }
}
