package io.tollgate.providers.conversation;

import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One choice of an answer while it grows. */
final class ChoiceFold {
  /** What a growing text is. */
  enum Kind {
    TEXT,
    REFUSAL,
    REASONING
  }

  /** A part that may not be finished yet. */
  private sealed interface Growing {
    Part part();
  }

  private static final class Words implements Growing {
    private final Kind kind;
    private final StringBuilder text = new StringBuilder();
    private final List<TokenScore> scores = new ArrayList<>();
    private @Nullable Opaque signature;

    Words(Kind kind) {
      this.kind = kind;
    }

    @Override
    public Part part() {
      return switch (kind) {
        case TEXT -> new Part.Text(text.toString());
        case REFUSAL -> new Part.Refusal(text.toString());
        case REASONING -> new Part.Reasoning(text.toString(), signature);
      };
    }
  }

  private record Call(ToolCallStarted started, StringBuilder arguments) implements Growing {
    @Override
    public Part part() {
      return new Part.ToolCall(
          started.id(), started.name(), arguments.toString(), started.signature());
    }
  }

  private record Heard(Sound sound) implements Growing {
    @Override
    public Part part() {
      return new Part.Audio(sound.media());
    }
  }

  private record Whole(Part part) implements Growing {}

  private final List<Growing> parts = new ArrayList<>();
  private final TreeMap<Integer, Call> calls = new TreeMap<>();
  private @Nullable Sound sound;
  private FinishReason reason = FinishReason.OTHER;
  private @Nullable String stopSequence;

  void text(Kind kind, String text) {
    if (!text.isEmpty()) {
      open(kind).text.append(text);
    }
  }

  private Words open(Kind kind) {
    // A signed thought is closed: what comes next is another one.
    if (!parts.isEmpty()
        && parts.getLast() instanceof Words last
        && last.kind == kind
        && last.signature == null) {
      return last;
    }
    Words words = new Words(kind);
    parts.add(words);
    return words;
  }

  void sign(Opaque signature) {
    open(Kind.REASONING).signature = signature;
  }

  void call(ToolCallStarted started) {
    Call call = new Call(started, new StringBuilder());
    parts.add(call);
    calls.put(started.tool(), call);
  }

  void arguments(int tool, String fragment) {
    Call call = calls.get(tool);
    if (call != null) {
      call.arguments().append(fragment);
    }
  }

  void audio(Media.Inline piece) {
    if (sound == null) {
      sound = new Sound(piece.mimeType());
      parts.add(new Heard(sound));
    }
    sound.append(piece.base64());
  }

  void add(Part whole) {
    parts.add(new Whole(whole));
  }

  /** Of the text that grows, or of what came last. */
  void scored(List<TokenScore> tokens) {
    if (!parts.isEmpty() && parts.getLast() instanceof Words last && last.kind == Kind.TEXT) {
      last.scores.addAll(tokens);
    } else {
      add(new Part.Scored(tokens));
    }
  }

  void finish(FinishReason finished, @Nullable String sequence) {
    reason = finished;
    stopSequence = sequence;
  }

  WholeAnswer.Choice fold() {
    List<Part> whole = new ArrayList<>();
    for (Growing part : parts) {
      whole.add(part.part());
      if (part instanceof Words words && !words.scores.isEmpty()) {
        whole.add(new Part.Scored(words.scores));
      }
    }
    return new WholeAnswer.Choice(whole, reason, stopSequence);
  }
}
