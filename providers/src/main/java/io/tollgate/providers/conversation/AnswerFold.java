package io.tollgate.providers.conversation;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.ReasoningSigned;
import io.tollgate.providers.conversation.StreamEvent.RefusalDelta;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the events of an answer together again. */
public final class AnswerFold implements Consumer<StreamEvent> {
  private String id = "";
  private String model = "";
  private UsageReport usage = UsageReport.ABSENT;
  private @Nullable UpstreamFailure failure;
  private final TreeMap<Integer, ChoiceFold> choices = new TreeMap<>();

  @Override
  public void accept(StreamEvent event) {
    switch (event) {
      case Started started -> {
        id = started.id();
        model = started.model();
      }
      case TextDelta(int choice, String text) -> choice(choice).text(Kind.TEXT, text);
      case RefusalDelta(int choice, String text) -> choice(choice).text(Kind.REFUSAL, text);
      case ReasoningDelta(int choice, String text) -> choice(choice).text(Kind.REASONING, text);
      case ReasoningSigned(int choice, Opaque signature) -> choice(choice).sign(signature);
      case ToolCallStarted call -> choice(call.choice()).call(call);
      case ToolArgumentsDelta(int choice, int tool, String fragment) ->
          choice(choice).arguments(tool, fragment);
      case ToolCallEnded ignored -> {}
      case Finished(int choice, FinishReason reason, String sequence) ->
          choice(choice).finish(reason, sequence);
      case UsageReported(var reported) -> usage = UsageReport.of(reported);
      case Failed(UpstreamFailure reason) -> failure = reason;
      case Completed ignored -> {}
    }
  }

  private ChoiceFold choice(int index) {
    return choices.computeIfAbsent(index, ignored -> new ChoiceFold());
  }

  /** Why there is no answer. */
  public @Nullable UpstreamFailure failure() {
    return failure;
  }

  public WholeAnswer answer() {
    List<WholeAnswer.Choice> folded = new ArrayList<>();
    choices.values().forEach(choice -> folded.add(choice.fold()));
    return new WholeAnswer(id, model, folded, usage);
  }

  private enum Kind {
    TEXT,
    REFUSAL,
    REASONING,
    TOOL
  }

  /** A part that is still growing. */
  private static final class Growing {
    private final Kind kind;
    private final StringBuilder text = new StringBuilder();
    private @Nullable ToolCallStarted call;
    private @Nullable Opaque signature;

    Growing(Kind kind) {
      this.kind = kind;
    }

    Part part() {
      return switch (kind) {
        case TEXT -> new Part.Text(text.toString());
        case REFUSAL -> new Part.Refusal(text.toString());
        case REASONING -> new Part.Reasoning(text.toString(), signature);
        case TOOL -> {
          ToolCallStarted started = java.util.Objects.requireNonNull(call);
          yield new Part.ToolCall(started.id(), started.name(), text.toString(), signature);
        }
      };
    }
  }

  private static final class ChoiceFold {
    private final List<Growing> parts = new ArrayList<>();
    private final TreeMap<Integer, Growing> tools = new TreeMap<>();
    private FinishReason reason = FinishReason.OTHER;
    private @Nullable String stopSequence;

    void text(Kind kind, String text) {
      if (!text.isEmpty()) {
        open(kind).text.append(text);
      }
    }

    private Growing open(Kind kind) {
      Growing last = parts.isEmpty() ? null : parts.getLast();
      // A signed thought is closed: what comes next is another one.
      if (last != null && last.kind == kind && last.signature == null) {
        return last;
      }
      return begin(kind);
    }

    private Growing begin(Kind kind) {
      Growing part = new Growing(kind);
      parts.add(part);
      return part;
    }

    void sign(Opaque signature) {
      open(Kind.REASONING).signature = signature;
    }

    void call(ToolCallStarted started) {
      Growing part = begin(Kind.TOOL);
      part.call = started;
      part.signature = started.signature();
      tools.put(started.tool(), part);
    }

    void arguments(int tool, String fragment) {
      Growing part = tools.get(tool);
      if (part != null) {
        part.text.append(fragment);
      }
    }

    void finish(FinishReason finished, @Nullable String sequence) {
      reason = finished;
      stopSequence = sequence;
    }

    WholeAnswer.Choice fold() {
      return new WholeAnswer.Choice(
          parts.stream().map(Growing::part).toList(), reason, stopSequence);
    }
  }
}
