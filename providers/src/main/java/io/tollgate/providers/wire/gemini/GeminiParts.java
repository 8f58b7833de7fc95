package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.AudioDelta;
import io.tollgate.providers.conversation.StreamEvent.Cited;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ImageProduced;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.ReasoningSigned;
import io.tollgate.providers.conversation.StreamEvent.Scored;
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
  private final GroundingReader grounding = new GroundingReader();
  private String finish = "";
  private @Nullable PartialArguments partial;

  GeminiParts(int choice, Consumer<StreamEvent> events) {
    this.choice = choice;
    this.events = events;
  }

  void candidate(JsonNode candidate) {
    candidate.path("content").path("parts").values().forEach(this::part);
    grounding.candidate(candidate);
    JsonNode scores = candidate.path("logprobsResult");
    if (!scores.path("chosenCandidates").isEmpty()) {
      events.accept(new Scored(choice, LogprobsResult.read(scores)));
    }
    finish(candidate.path("finishReason").stringValue(""));
  }

  private void part(JsonNode part) {
    String signature = part.path("thoughtSignature").stringValue("");
    if (part.has("functionCall")) {
      call(part.path("functionCall"), signature.isEmpty() ? null : sign(signature));
      return;
    }
    if (part.path("thought").asBoolean(false)) {
      thought(part.path("text").stringValue(""));
    } else {
      text(part.path("text").stringValue(""));
      produced(part);
    }
    if (!signature.isEmpty()) {
      events.accept(new ReasoningSigned(choice, sign(signature)));
    }
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      grounding.text(text);
      events.accept(new TextDelta(choice, text));
    }
  }

  /** A sketch that a model draws while it thinks has no text, and is not part of its answer. */
  private void thought(String text) {
    if (!text.isEmpty()) {
      events.accept(new ReasoningDelta(choice, text));
    }
  }

  private void produced(JsonNode part) {
    JsonNode inline = part.path("inlineData");
    if (inline.isObject()) {
      String type = inline.path("mimeType").stringValue("");
      Media.Inline media = new Media.Inline(type, inline.path("data").stringValue(""));
      events.accept(
          type.startsWith("audio/")
              ? new AudioDelta(choice, media)
              : new ImageProduced(choice, media));
    }
    String url = part.path("fileData").path("fileUri").stringValue("");
    if (!url.isEmpty()) {
      events.accept(new ImageProduced(choice, new Media.Url(url)));
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

  private void finish(String reason) {
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
    grounding.read(citation -> events.accept(new Cited(choice, citation)));
    FinishReason reason = GeminiFinish.read(finish);
    // A call still says STOP.
    boolean calls = tools > 0 && reason == FinishReason.STOP;
    events.accept(new Finished(choice, calls ? FinishReason.TOOL_CALLS : reason, null));
  }
}
