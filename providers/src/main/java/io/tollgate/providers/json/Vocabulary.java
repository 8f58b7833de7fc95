package io.tollgate.providers.json;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;

/**
 * The words that a format knows at certain places of a document, such as the roles of its messages.
 * Another one is refused while the document is read, whoever would have read it afterwards.
 */
public final class Vocabulary {
  public static final Vocabulary ANY = new Vocabulary(List.of(), List.of());

  private static final int LONGEST_QUOTE = 40;

  private record Words(String what, KeyPath objects, String key, Predicate<String> known) {}

  /** Objects that say what they are by the fields they have. */
  private record Variants(String what, KeyPath objects, Set<String> fields) {}

  private final List<Words> words;
  private final List<Variants> variants;

  private Vocabulary(List<Words> words, List<Variants> variants) {
    this.words = words;
    this.variants = variants;
  }

  /**
   * Adds what is known of one key.
   *
   * @param what the word is for people, such as {@code role}
   * @param objects the keys that lead to the objects that have the key
   */
  public Vocabulary with(String what, String objects, String key, Predicate<String> known) {
    Words added = new Words(what, KeyPath.of(objects), key, known);
    return new Vocabulary(Stream.concat(words.stream(), Stream.of(added)).toList(), variants);
  }

  /** Adds objects of which each must have one of these fields, unless it has none at all. */
  public Vocabulary withVariants(String what, String objects, Set<String> fields) {
    Variants added = new Variants(what, KeyPath.of(objects), fields);
    return new Vocabulary(words, Stream.concat(variants.stream(), Stream.of(added)).toList());
  }

  /** Looks at the string that a parser is at. */
  void check(JsonParser parser) {
    String key = parser.currentName();
    for (Words place : words) {
      TokenStreamContext object = parser.streamReadContext();
      if (place.key.equals(key) && place.objects.leadsInto(object.getParent())) {
        String word = parser.getString();
        if (!place.known.test(word)) {
          throw unknown(place.what, word, KeyPath.written(object));
        }
      }
    }
  }

  /** Who is to be told of the fields of one document; null if there is nothing to watch for. */
  @Nullable Watch watch() {
    return variants.isEmpty() ? null : new Watch();
  }

  private static InvalidJsonException unknown(String what, String word, String path) {
    String quoted = word.length() > LONGEST_QUOTE ? word.substring(0, LONGEST_QUOTE) + "…" : word;
    return new InvalidJsonException(
        "Unknown " + what + " '" + quoted + "' in '" + path + "'", path, null);
  }

  /** Notices objects with none of the fields that would say what they are. */
  final class Watch {
    private boolean known;
    private @Nullable InvalidJsonException stranger;

    void field(String name, TokenStreamContext object) {
      Variants here = variants(object.getParent());
      if (here == null) {
        return;
      }
      if (here.fields.contains(name)) {
        known = true;
      } else if (stranger == null) {
        stranger = unknown(here.what, name, KeyPath.written(object));
      }
    }

    /** An object has ended; a parser is in what is around it. */
    void end(TokenStreamContext around) {
      boolean nothing = !known && stranger == null;
      if (nothing || variants(around) == null) {
        return;
      }
      if (stranger != null && !known) {
        throw stranger;
      }
      known = false;
      stranger = null;
    }

    private @Nullable Variants variants(TokenStreamContext around) {
      for (Variants place : variants) {
        if (place.objects.leadsInto(around)) {
          return place;
        }
      }
      return null;
    }
  }
}
