package io.tollgate.providers.conversation;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.ChoiceFold.Kind;
import io.tollgate.providers.conversation.StreamEvent.AudioDelta;
import io.tollgate.providers.conversation.StreamEvent.Cited;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ImageProduced;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.ReasoningSigned;
import io.tollgate.providers.conversation.StreamEvent.RefusalDelta;
import io.tollgate.providers.conversation.StreamEvent.Scored;
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
      case ImageProduced(int choice, Media image) ->
          choice(choice).add(new Part.Image(image, null));
      case AudioDelta(int choice, Media.Inline piece) -> choice(choice).audio(piece);
      case Cited(int choice, Citation citation) -> choice(choice).add(new Part.Cited(citation));
      case Scored(int choice, var tokens) -> choice(choice).scored(tokens);
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
}
