package io.tollgate.providers.conversation;

import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.conversation.Conversation.Turn;
import java.util.HashSet;
import java.util.Set;

/**
 * What no provider takes, whatever its format: it would be refused there in words that the client
 * cannot place, or lost on the way.
 */
final class ConversationRules {
  private final Notes notes;
  private final Set<String> called = new HashSet<>(0);

  private ConversationRules(Notes notes) {
    this.notes = notes;
  }

  static void check(Conversation conversation, Notes notes) {
    ConversationRules rules = new ConversationRules(notes);
    for (Turn turn : conversation.turns()) {
      for (Part part : turn.parts()) {
        switch (turn.role()) {
          case SYSTEM -> rules.system(part);
          case USER -> rules.user(part);
          case ASSISTANT -> rules.assistant(part);
        }
      }
    }
    if (!conversation.tools().isEmpty()) {
      checkChoice(conversation);
    } else if (demandsCall(conversation.toolChoice())) {
      notes.dropped("tool_choice");
    }
  }

  private static void checkChoice(Conversation conversation) {
    if (conversation.offeredTools().isEmpty()) {
      throw InvalidRequestException.field(
          "tool_choice", "The tools to choose from are not among those that are offered");
    }
  }

  private void system(Part part) {
    switch (part) {
      case Part.Text _, Part.Refusal _, Part.CacheMark _, Part.About _ -> {}
      case Part.Image _,
          Part.Document _,
          Part.Audio _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.Reasoning _ ->
          throw notes.refused(part, "A system message holds nothing but text");
    }
  }

  private void user(Part part) {
    switch (part) {
      case Part.ToolCall _, Part.Reasoning _ ->
          throw notes.refused(part, "Tool calls and thoughts are the model's: a user has none");
      case Part.ToolResult result -> {
        if (!called.contains(result.callId())) {
          throw notes.refused(
              part, "A tool's result must answer a call before it: there is none with its id");
        }
      }
      case Part.Text _,
          Part.Image _,
          Part.Document _,
          Part.Audio _,
          Part.Refusal _,
          Part.About _,
          Part.CacheMark _ -> {}
    }
  }

  private void assistant(Part part) {
    switch (part) {
      case Part.ToolCall call -> called.add(call.id());
      case Part.ToolResult _ ->
          throw notes.refused(part, "The result of a tool is a user's to give, not the model's");
      case Part.Text _,
          Part.Image _,
          Part.Document _,
          Part.Audio _,
          Part.Reasoning _,
          Part.Refusal _,
          Part.About _,
          Part.CacheMark _ -> {}
    }
  }

  private static boolean demandsCall(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Required _, ToolChoice.Named _ -> true;
      case ToolChoice.Allowed allowed -> allowed.required();
      case ToolChoice.Unsaid _, ToolChoice.Auto _, ToolChoice.None _ -> false;
    };
  }
}
