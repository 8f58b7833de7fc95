package io.tollgate.portal.adminapi;

import io.tollgate.portal.operation.InvalidInput;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for, as query parameters.
 *
 * @param after the {@code next} of the page before; left out for the first page
 * @param limit how many items, 1 to 200; left out for 50
 */
public record Paging(@Nullable String after, @Nullable Integer limit) {

  private static final int USUAL = 50;
  private static final int LARGEST = 200;

  /**
   * Where the page begins, read as an id; null for the first page, and what is no id is refused.
   */
  public <I> @Nullable I after(Function<String, I> id) {
    try {
      return after == null ? null : id.apply(after);
    } catch (IllegalArgumentException noId) {
      throw InvalidInput.of("after", "input.unknown");
    }
  }

  /** How many items there are on a page; refuses what is no size. */
  public int size() {
    int size = limit == null ? USUAL : limit;
    if (size < 1 || size > LARGEST) {
      throw InvalidInput.of("limit", "input.range");
    }
    return size;
  }
}
