package io.tollgate.providers.conversation;

import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.json.JsonAt;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a translation had to leave out or change. Nothing is dropped in silence. */
public final class Notes {
  /** How many fields are named; they go into a header, and clients accept no more than 8 KB. */
  private static final int MOST = 32;

  private static final int LONGEST = 100;

  private static final Pattern NOT_VISIBLE = Pattern.compile("[^ -+\\--~]");

  private final boolean strict;
  private UnaryOperator<String> names = UnaryOperator.identity();
  private final Set<String> dropped = new LinkedHashSet<>();
  private final Set<String> adapted = new LinkedHashSet<>();
  private final IdentityHashMap<Object, JsonAt> places = new IdentityHashMap<>(4);

  public Notes(boolean strict) {
    this.strict = strict;
  }

  /** A field that the target cannot carry; refused instead, where the API is strict. */
  public void dropped(String field) {
    if (strict) {
      throw InvalidRequestException.field(
          field, "'" + field + "' cannot be carried to the model's provider");
    }
    drop(names.apply(field));
  }

  /** As {@link #dropped(String)}, with the place named when refused and the kind when dropped. */
  public void dropped(JsonAt field) {
    if (strict) {
      dropped(field.path());
    }
    drop(field.kind());
  }

  /** Remembers where a part stands in a request, so that a refusal can name the place. */
  public <P extends Part> P at(JsonAt place, P part) {
    places.put(identity(part), place);
    return part;
  }

  /** What a file was replaced with stands where the file did. */
  void replaced(Media before, Media after) {
    JsonAt place = places.get(before);
    if (place != null) {
      places.put(after, place);
    }
  }

  /** Writers of formats know of a file what it holds, and no longer which part it was. */
  private static Object identity(Part part) {
    return switch (part) {
      case Part.Image image -> image.media();
      case Part.Document document -> document.media();
      case Part.Audio audio -> audio.media();
      case Part.Text _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.Reasoning _,
          Part.Refusal _,
          Part.About _,
          Part.CacheMark _ ->
          part;
    };
  }

  /** A part that the target cannot take. */
  public InvalidRequestException refused(Part part, String sentence) {
    return refusedAt(identity(part), sentence);
  }

  /** The same of a file, whichever kind of part it is. */
  public InvalidRequestException refused(Media media, String sentence) {
    return refusedAt(media, sentence);
  }

  private InvalidRequestException refusedAt(Object what, String sentence) {
    JsonAt place = places.get(what);
    return InvalidRequestException.field(place == null ? "messages" : place.path(), sentence);
  }

  /** A file that lies at another provider, under an id of its own. */
  public InvalidRequestException foreignFile(Media media) {
    return refused(media, "A file id means nothing to this model's provider: send the file's data");
  }

  /** From here on fields are dropped by the names of another format than the client's. */
  void named(UnaryOperator<String> clients) {
    names = clients;
  }

  /** What a decoder never read of a client's request is what it cannot carry. */
  public void unread(JsonAt request) {
    request.unread().forEach(this::dropped);
  }

  private void drop(String field) {
    dropped.add(dropped.size() < MOST ? visible(field) : "and others");
  }

  /** A client chooses the names of its fields; not all of them may stand in a header. */
  private static String visible(String field) {
    String name = NOT_VISIBLE.matcher(field).replaceAll("?");
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "...";
  }

  /** A change that keeps the meaning, in a sentence. */
  public void adapted(String sentence) {
    adapted.add(sentence);
  }

  /** What a client marked for a cache that the target keeps by its own rules. */
  public void cacheMarkLeftOut() {
    adapted("cache marks were left out, since this provider decides itself what it caches");
  }

  /** A hint of how closely to look at a picture, which the target does not take. */
  public void imageDetailLeftOut(@Nullable String detail) {
    if (detail != null && !detail.equals("auto")) {
      adapted("the detail of an image was left out");
    }
  }

  public List<String> dropped() {
    return List.copyOf(dropped);
  }

  public List<String> adapted() {
    return List.copyOf(adapted);
  }
}
