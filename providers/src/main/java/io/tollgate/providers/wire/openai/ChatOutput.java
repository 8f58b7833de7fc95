package io.tollgate.providers.wire.openai;

import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Output;
import io.tollgate.providers.conversation.Output.Modality;
import io.tollgate.providers.json.JsonAt;
import io.tollgate.providers.vendor.Quirks;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What answers are asked to be made of: {@code modalities}, and how they are to sound. */
final class ChatOutput {
  /** What every format can be made of, and the only one that is streamed. */
  private static final String RAW = "pcm16";

  private ChatOutput() {}

  static Output read(JsonAt body, Notes notes) {
    Set<Modality> modalities = new HashSet<>();
    for (JsonAt modality : body.get("modalities").items()) {
      modalities.add(
          switch (modality.string()) {
            case "text" -> Modality.TEXT;
            case "image" -> Modality.IMAGE;
            case "audio" -> Modality.AUDIO;
            default -> throw modality.mismatch("text, image or audio");
          });
    }
    JsonAt audio = body.get("audio");
    Output output = new Output(modalities, voice(audio.get("voice")), scores(body));
    String format = audio.get("format").optionalString();
    if (output.sound() && format != null && !format.equals(RAW) && !format.equals("wav")) {
      notes.adapted("sound is answered as wav instead of " + format);
    }
    return output;
  }

  private static @Nullable Integer scores(JsonAt body) {
    if (!body.get("logprobs").flag()) {
      return null;
    }
    BigDecimal others = body.get("top_logprobs").optionalNumber();
    return others == null ? 0 : others.intValue();
  }

  /** A name, or an object for one that was made to order. */
  private static @Nullable String voice(JsonAt voice) {
    return voice.isString() ? voice.string() : null;
  }

  static void write(Output output, ObjectNode body, Quirks quirks, Notes notes) {
    if (output.scores() != null) {
      body.put("logprobs", true);
      if (output.scores() > 0) {
        body.put("top_logprobs", output.scores());
      }
    }
    boolean pictures = output.pictures() && quirks.images();
    boolean sound = output.sound() && !quirks.unsupported().contains("modalities");
    if (pictures != output.pictures() || sound != output.sound()) {
      notes.dropped("modalities");
    }
    if (!pictures && !sound) {
      return;
    }
    ArrayNode modalities = body.putArray("modalities").add("text");
    if (pictures) {
      modalities.add("image");
    }
    if (sound) {
      modalities.add("audio");
      body.putObject("audio").put("voice", named(output.voice(), notes)).put("format", RAW);
    }
  }

  /** A voice is demanded here, and all of OpenAI's are written small. */
  private static String named(@Nullable String voice, Notes notes) {
    if (voice != null && voice.equals(voice.toLowerCase(Locale.ROOT))) {
      return voice;
    }
    notes.adapted("the voice is alloy, one of this provider's");
    return "alloy";
  }
}
