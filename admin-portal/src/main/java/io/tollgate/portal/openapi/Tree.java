package io.tollgate.portal.openapi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document of which nothing is known: what is not there, or is something else, is
 * empty.
 */
record Tree(@Nullable Object value, Map<?, ?> root) {

  /** So that references to references end. */
  private static final int MOST_REFERENCES = 8;

  static Tree of(Map<?, ?> root) {
    return new Tree(root, root);
  }

  Tree at(String name) {
    return new Tree(map().get(name), root).resolved();
  }

  String text(String name) {
    var found = map().get(name);
    return found instanceof String || found instanceof Number ? found.toString().strip() : "";
  }

  /** What stands there, whatever it is. */
  @Nullable Object raw(String name) {
    return map().get(name);
  }

  /** The first of a list. */
  @Nullable Object firstRaw(String name) {
    return map().get(name) instanceof List<?> list && !list.isEmpty() ? list.getFirst() : null;
  }

  /** The type that a schema names; the first that is not null where it names several. */
  String type() {
    return texts("type").stream()
        .filter(one -> !one.equals("null"))
        .findFirst()
        .orElseGet(() -> text("type"));
  }

  boolean isEmpty() {
    return map().isEmpty();
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(map().get(name));
  }

  Stream<String> names() {
    return map().keySet().stream().map(Objects::toString);
  }

  /** The entries under their names, which need not be texts: a status may be a number. */
  Stream<Map.Entry<String, Tree>> entries() {
    return map().entrySet().stream()
        .map(entry ->
            Map.entry(
                Objects.toString(entry.getKey()), new Tree(entry.getValue(), root).resolved()));
  }

  Stream<Tree> items(String name) {
    return map().get(name) instanceof List<?> list
        ? list.stream().map(item -> new Tree(item, root).resolved())
        : Stream.empty();
  }

  /** The texts of a list. */
  List<String> texts(String name) {
    return map().get(name) instanceof List<?> list
        ? list.stream().filter(Objects::nonNull).map(Objects::toString).toList()
        : List.of();
  }

  /** The last name of the reference that stands at a name; empty when there is none. */
  String reference(String name) {
    return map().get(name) instanceof Map<?, ?> there && there.get("$ref") instanceof String target
        ? target.substring(target.lastIndexOf('/') + 1)
        : "";
  }

  private Map<?, ?> map() {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  /** Follows references within the document; those that lead out of it stay empty. */
  private Tree resolved() {
    var here = this;
    for (int step = 0; step < MOST_REFERENCES; step++) {
      if (!(here.map().get("$ref") instanceof String target)) {
        return here;
      }
      here = new Tree(find(target), root);
    }
    return new Tree(null, root);
  }

  private @Nullable Object find(String target) {
    if (!target.startsWith("#/")) {
      return null;
    }
    Object here = root;
    for (var segment : target.substring(2).split("/", -1)) {
      var name = segment.replace("~1", "/").replace("~0", "~");
      here = here instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return here;
  }
}
