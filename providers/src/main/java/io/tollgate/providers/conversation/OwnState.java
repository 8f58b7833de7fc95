package io.tollgate.providers.conversation;

import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation.Turn;
import io.tollgate.providers.conversation.StreamEvent.ReasoningSigned;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what vendors of one wire format have signed apart, as each takes nothing but its own. */
public final class OwnState {
  private OwnState() {}

  /** The events of an answer, in which what is signed says by whom. */
  static Consumer<StreamEvent> signed(Target target, Consumer<StreamEvent> next) {
    String signer = target.signer();
    if (signer.isEmpty()) {
      return next;
    }
    return event ->
        next.accept(
            switch (event) {
              case ReasoningSigned(int choice, Opaque signature) ->
                  new ReasoningSigned(choice, signature.by(signer));
              case ToolCallStarted call when call.signature() != null ->
                  new ToolCallStarted(
                      call.choice(),
                      call.tool(),
                      call.id(),
                      call.name(),
                      call.signature().by(signer));
              default -> event;
            });
  }

  /** The conversation without what another vendor of the target's format has signed. */
  public static Conversation of(Conversation conversation, Target target, Notes notes) {
    boolean all =
        conversation.turns().stream()
            .flatMap(turn -> turn.parts().stream())
            .allMatch(part -> fits(signature(part), target));
    if (all) {
      return conversation;
    }
    notes.adapted("thoughts that another vendor has signed were left out");
    return conversation.withTurns(
        conversation.turns().stream().map(turn -> own(turn, target)).toList());
  }

  private static Turn own(Turn turn, Target target) {
    List<Part> parts = new ArrayList<>();
    for (Part part : turn.parts()) {
      if (fits(signature(part), target)) {
        parts.add(part);
      } else if (part instanceof Part.ToolCall call) {
        parts.add(new Part.ToolCall(call.id(), call.name(), call.arguments(), null));
      }
    }
    return new Turn(turn.role(), parts);
  }

  private static @Nullable Opaque signature(Part part) {
    return switch (part) {
      case Part.Reasoning reasoning -> reasoning.signature();
      case Part.ToolCall call -> call.signature();
      case Part.Text _,
          Part.Image _,
          Part.Document _,
          Part.Audio _,
          Part.ToolResult _,
          Part.Refusal _,
          Part.About _,
          Part.CacheMark _ ->
          null;
    };
  }

  /** What other formats' vendors have signed is told apart by its format already. */
  private static boolean fits(@Nullable Opaque signature, Target target) {
    return signature == null
        || signature.origin() != target.format()
        || signature.signer().equals(target.signer());
  }
}
