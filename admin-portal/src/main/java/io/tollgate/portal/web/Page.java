package io.tollgate.portal.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a long list.
 *
 * @param shown what is on it
 * @param more whether the list goes on
 */
public record Page<T>(List<T> shown, boolean more) {

  public Page {
    shown = List.copyOf(shown);
  }

  /** The page that was read with one item more than it shows, if there was one. */
  public static <T> Page<T> of(List<T> read, int size) {
    return new Page<>(read.subList(0, Math.min(size, read.size())), read.size() > size);
  }

  /**
   * The way on, and back to the beginning.
   *
   * @param first whether this page is the first
   * @param path of the page behind an item; of the first page for null
   */
  public Pager pager(boolean first, Function<@Nullable T, String> path) {
    return new Pager(first ? null : path.apply(null), more ? path.apply(shown.getLast()) : null);
  }
}
