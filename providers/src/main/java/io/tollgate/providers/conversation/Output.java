package io.tollgate.providers.conversation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is to be made of.
 *
 * @param modalities none where the model is left to answer as it does by itself
 * @param voice who speaks, by a name of the client's
 * @param scores how many tokens to weigh beside each that was chosen; null for none, not even that
 */
public record Output(Set<Modality> modalities, @Nullable String voice, @Nullable Integer scores) {
  /** Kinds of content. */
  public enum Modality {
    TEXT,
    IMAGE,
    AUDIO
  }

  public static final Output UNSAID = new Output(Set.of(), null, null);

  public Output {
    modalities = Set.copyOf(modalities);
  }

  public boolean text() {
    return modalities.contains(Modality.TEXT);
  }

  public boolean pictures() {
    return modalities.contains(Modality.IMAGE);
  }

  public boolean sound() {
    return modalities.contains(Modality.AUDIO);
  }

  /** For providers that are asked for text. */
  public void withoutMedia(Notes notes) {
    if (pictures() || sound()) {
      notes.dropped("modalities");
    }
  }

  /** For providers that are asked for text, and nothing about it. */
  public void textOnly(Notes notes) {
    withoutMedia(notes);
    if (scores != null) {
      notes.dropped("logprobs");
    }
  }
}
