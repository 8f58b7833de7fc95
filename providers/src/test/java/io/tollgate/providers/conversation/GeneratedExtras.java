package io.tollgate.providers.conversation;

import io.tollgate.providers.conversation.Citation.Span;
import io.tollgate.providers.conversation.StreamEvent.AudioDelta;
import io.tollgate.providers.conversation.StreamEvent.Cited;
import io.tollgate.providers.conversation.StreamEvent.Extra;
import io.tollgate.providers.conversation.StreamEvent.ImageProduced;
import io.tollgate.providers.conversation.StreamEvent.Scored;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Pictures, a sound and citations among the events of an answer. */
final class GeneratedExtras {
  private static final String SOUND = "audio/L16;codec=pcm;rate=24000";

  private final RandomGenerator random;
  private int characters;

  private GeneratedExtras(RandomGenerator random) {
    this.random = random;
  }

  static List<StreamEvent> answer(RandomGenerator random, ClientFormat format) {
    GeneratedExtras extras = new GeneratedExtras(random);
    List<StreamEvent> events = new ArrayList<>();
    for (StreamEvent event : GeneratedAnswers.answer(random)) {
      events.add(event);
      if (event instanceof TextDelta(int ignored, String text)) {
        extras.characters += text.codePointCount(0, text.length());
        extras.some().stream().filter(format::hasPlaceFor).forEach(events::add);
      }
    }
    return events;
  }

  private List<Extra> some() {
    List<Extra> some = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      some.add(
          switch (random.nextInt(5)) {
            case 0 -> new ImageProduced(0, new Media.Inline("image/png", base64()));
            case 1 -> new ImageProduced(0, new Media.Url("https://pictures.test/a.png"));
            case 2 -> new AudioDelta(0, new Media.Inline(SOUND, base64()));
            case 3 -> new Scored(0, List.of(score(List.of(score(List.of())))));
            default -> new Cited(0, citation());
          });
    }
    return some;
  }

  private TokenScore score(List<TokenScore> others) {
    return new TokenScore("ä", BigDecimal.valueOf(-1 - random.nextInt(9), 1), others);
  }

  private String base64() {
    byte[] bytes = new byte[1 + random.nextInt(20)];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private Citation citation() {
    int start = random.nextInt(characters);
    int end = start + 1 + random.nextInt(characters - start);
    Span span = random.nextInt(3) == 0 ? null : new Span(start, end);
    return new Citation("https://sources.test/1", either("A title"), either("“Said” so"), span);
  }

  private @Nullable String either(String text) {
    return random.nextBoolean() ? text : null;
  }

  /** All that an answer has of them; where a text is one block, its citations have one place. */
  static String of(AnswerFold fold, boolean places) {
    StringBuilder all = new StringBuilder();
    for (Part part : fold.answer().choices().getFirst().parts()) {
      if (part instanceof Part.Image || part instanceof Part.Audio) {
        all.append(part).append('\n');
      } else if (part instanceof Part.Cited(Citation cited)) {
        all.append(cited.url())
            .append(cited.heading())
            .append(cited.quote() == null ? "" : cited.quote());
        all.append(places ? cited.span() : "").append('\n');
      }
    }
    // Some formats have them in one list, whatever came between.
    all.append(fold.answer().choices().getFirst().scores());
    return all.toString().lines().sorted().toList().toString();
  }
}
