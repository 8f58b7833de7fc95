package io.tollgate.providers.conversation;

import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.json.JsonAt;
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
