package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.ReasoningSigned;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.json.Json;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the parts of one candidate; tools are counted over the whole stream. */
final class GeminiParts {
  private final int choice;
  private final Consumer<StreamEvent> events;
  private int tools;
  private String finish = "";
  private @Nullable PartialArguments partial;

  GeminiParts(int choice, Consumer<StreamEvent> events) {
    this.choice = choice;
    this.events = events;
  }

  void part(JsonNode part) {
    String signature = part.path("thoughtSignature").stringValue("");
    if (part.has("functionCall")) {
      call(part.path("functionCall"), signature.isEmpty() ? null : sign(signature));
      return;
    }
    String text = part.path("text").stringValue("");
    if (!text.isEmpty() && part.path("thought").asBoolean(false)) {
      events.accept(new ReasoningDelta(choice, text));
    } else if (!text.isEmpty()) {
      events.accept(new TextDelta(choice, text));
    }
    if (!signature.isEmpty()) {
      events.accept(new ReasoningSigned(choice, sign(signature)));
    }
  }

  private static Opaque sign(String signature) {
    return GeminiAnswerDecoder.signature(signature);
  }

  private void call(JsonNode call, @Nullable Opaque signature) {
    boolean goesOn = call.path("willContinue").asBoolean(false);
    if (partial == null) {
      String id = call.path("id").stringValue("");
      String name = call.path("name").stringValue("");
      events.accept(new ToolCallStarted(choice, tools, id, name, signature));
      if (goesOn) {
        partial = new PartialArguments();
        partial.add(call.path("partialArgs"));
        return;
      }
      JsonNode arguments = call.path("args");
      callEnds(arguments.isObject() && !arguments.isEmpty() ? Json.text(arguments) : "");
      return;
    }
    partial.add(call.path("partialArgs"));
    if (!goesOn) {
      callEnds(partial.json());
      partial = null;
    }
  }

  private void callEnds(String arguments) {
    if (!arguments.isEmpty()) {
      events.accept(new ToolArgumentsDelta(choice, tools, arguments));
    }
    events.accept(new ToolCallEnded(choice, tools));
    tools++;
  }

  void finish(String reason) {
    if (!reason.isEmpty() && !reason.equals("FINISH_REASON_UNSPECIFIED")) {
      finish = reason;
    }
  }

  void finishUnlessSaid(String reason) {
    finish = finish.isEmpty() ? reason : finish;
  }

  boolean saidFinish() {
    return !finish.isEmpty();
  }

  void end() {
    FinishReason reason = GeminiFinish.read(finish);
    // A call still says STOP.
    boolean calls = tools > 0 && reason == FinishReason.STOP;
    events.accept(new Finished(choice, calls ? FinishReason.TOOL_CALLS : reason, null));
  }
}
