package io.tollgate.providers.conversation;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.UpstreamFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of an answer; a whole answer is the same steps at once. Tools are numbered per choice
 * from 0, in the order in which they are called.
 */
public sealed interface StreamEvent {
  /** The provider has begun; an empty id or model means that it does not say. */
  record Started(String id, String model) implements StreamEvent {}

  record TextDelta(int choice, String text) implements StreamEvent {}

  record RefusalDelta(int choice, String text) implements StreamEvent {}

  record ReasoningDelta(int choice, String text) implements StreamEvent {}

  /** Ends a thought; without any delta before it, it stands for one that is not shown. */
  record ReasoningSigned(int choice, Opaque signature) implements StreamEvent {}

  record ToolCallStarted(int choice, int tool, String id, String name, @Nullable Opaque signature)
      implements StreamEvent {}

  /** A fragment of JSON text, cut anywhere, with its escapes as they came. */
  record ToolArgumentsDelta(int choice, int tool, String fragment) implements StreamEvent {}

  record ToolCallEnded(int choice, int tool) implements StreamEvent {}

  /** Content for which not every client's format has a place. */
  sealed interface Extra extends StreamEvent {
    /** What it is called where it has none. */
    String name();
  }

  /** A picture that the model made, whole. */
  record ImageProduced(int choice, Media image) implements Extra {
    @Override
    public String name() {
      return "answer.image";
    }
  }

  /** A piece of the one sound that the model makes, which can be decoded by itself. */
  record AudioDelta(int choice, Media.Inline piece) implements Extra {
    @Override
    public String name() {
      return "answer.audio";
    }
  }

  /** Where text that was said before comes from. */
  record Cited(int choice, Citation citation) implements Extra {
    @Override
    public String name() {
      return "answer.citations";
    }
  }

  /** How likely the text's next tokens were. */
  record Scored(int choice, List<TokenScore> tokens) implements Extra {
    public Scored {
      tokens = List.copyOf(tokens);
    }

    @Override
    public String name() {
      return "answer.logprobs";
    }
  }

  record Finished(int choice, FinishReason reason, @Nullable String stopSequence)
      implements StreamEvent {}

  /** What is known so far; the last one counts. */
  record UsageReported(Usage usage) implements StreamEvent {}

  record Failed(UpstreamFailure failure) implements StreamEvent {}

  /** The terminal event. */
  record Completed() implements StreamEvent {}
}
