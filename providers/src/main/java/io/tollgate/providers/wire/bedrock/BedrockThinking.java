package io.tollgate.providers.wire.bedrock;

import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Conversation.Turn;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.Thinking;
import io.tollgate.providers.conversation.Thinking.Effort;
import io.tollgate.providers.conversation.ToolChoice;
import io.tollgate.providers.wire.anthropic.ClaudeModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Asks a model to think, which each family wants to be asked in its own words. */
final class BedrockThinking {
  private static final long MIN_BUDGET = 1024;

  private final Conversation conversation;
  private final BedrockModel model;
  private final Notes notes;

  BedrockThinking(Conversation conversation, BedrockModel model, Notes notes) {
    this.conversation = conversation;
    this.model = model;
    this.notes = notes;
  }

  /** Returns whether the model was asked to think. */
  boolean write(ObjectNode inference, ObjectNode additional) {
    Thinking thinking = conversation.effort();
    if (thinking == null) {
      return false;
    }
    ClaudeModel claude = model.claude();
    return switch (model.family()) {
      case CLAUDE -> claude != null && claude(claude, thinking, inference, additional);
      case NOVA -> {
        if (!thinking.off()) {
          additional
              .putObject("reasoningConfig")
              .put("type", "enabled")
              .put("maxReasoningEffort", threeSteps(thinking.effort()));
        }
        yield !thinking.off();
      }
      case GPT_OSS -> {
        additional.put("reasoning_effort", threeSteps(thinking.effort()));
        yield true;
      }
      case EARLY, OTHER -> {
        if (!thinking.off()) {
          notes.dropped("reasoning_effort");
        }
        yield false;
      }
    };
  }

  private boolean claude(
      ClaudeModel claude, Thinking thinking, ObjectNode inference, ObjectNode additional) {
    if (thinking.off()) {
      return leastThinking(claude, additional);
    }
    if (!claude.thinks()) {
      notes.dropped("reasoning_effort");
      return false;
    }
    long cap = conversation.outputCap().orElse(Long.MAX_VALUE);
    String obstacle = obstacle(claude, cap);
    if (obstacle != null) {
      notes.adapted("thinking was left off, since " + obstacle);
      return false;
    }
    if (claude.takesEffort()) {
      ObjectNode adaptive = additional.putObject("thinking").put("type", "adaptive");
      if (thinking.shown() && claude.hidesThoughts()) {
        adaptive.put("display", "summarized");
      }
      additional.putObject("output_config").put("effort", claude.effort(thinking.effort()));
    } else {
      long budget = Math.max(MIN_BUDGET, Math.min(thinking.tokens(), cap - 1));
      additional.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
      if (conversation.outputCap().isEmpty()) {
        // The usual cap is lower than most budgets, which must be below it.
        inference.put("maxTokens", budget + MIN_BUDGET * 8);
      }
    }
    return true;
  }

  private boolean leastThinking(ClaudeModel claude, ObjectNode additional) {
    if (claude.alwaysThinks()) {
      additional.putObject("output_config").put("effort", claude.effort(Effort.NONE));
      notes.adapted(ClaudeModel.LEAST_THINKING);
    } else if (claude.thinks()) {
      additional.putObject("thinking").put("type", "disabled");
    }
    return claude.alwaysThinks();
  }

  private @Nullable String obstacle(ClaudeModel claude, long cap) {
    if (!claude.takesEffort() && cap <= MIN_BUDGET) {
      return "max_tokens leaves no room for it";
    }
    boolean forced =
        conversation.toolChoice() instanceof ToolChoice.Required
            || conversation.toolChoice() instanceof ToolChoice.Named;
    if (forced) {
      return "a tool is forced";
    }
    return callsWithoutThoughts()
        ? "the history lacks the signed thoughts before its last tool call"
        : null;
  }

  /** With thinking on, Claude demands the thoughts that led to the calls being answered. */
  private boolean callsWithoutThoughts() {
    List<Turn> turns = conversation.turns();
    for (int i = turns.size() - 1; i >= 0; i--) {
      Turn turn = turns.get(i);
      if (turn.role() == Role.ASSISTANT) {
        boolean calls = turn.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
        return calls && turn.parts().stream().noneMatch(BedrockMessageWriter::signedHere);
      }
    }
    return false;
  }

  private static String threeSteps(Effort effort) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH, XHIGH, MAX -> "high";
    };
  }
}
