package io.tollgate.portal.adminapi;

import io.tollgate.portal.operation.InvalidInput;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A page of a list.
 *
 * @param next what to ask for as {@code after} to get the next page; null on the last one
 */
public record Listing<T>(List<T> items, @Nullable String next) {

  public Listing {
    items = List.copyOf(items);
  }

  /**
   * The page of a list that is short enough to be read as a whole.
   *
   * @param id what the cursor is made of
   * @param shown what is answered of an item
   */
  public static <T, R> Mono<Listing<R>> of(
      Flux<T> items, Function<T, ?> id, Paging paging, Function<T, R> shown) {
    return items.collectList().map(all -> cut(all, id, paging).map(shown));
  }

  /** The page that was read with one item more than it holds, if there was one. */
  public static <T> Listing<T> ofOneMore(List<T> read, Function<T, String> cursor, int limit) {
    if (read.size() <= limit) {
      return new Listing<>(read, null);
    }
    var page = read.subList(0, limit);
    return new Listing<>(page, cursor.apply(page.getLast()));
  }

  private static <T> Listing<T> cut(List<T> all, Function<T, ?> id, Paging paging) {
    var rest = all.subList(start(all, id, paging.after()), all.size());
    return ofOneMore(rest, item -> id.apply(item).toString(), paging.size());
  }

  private static <T> int start(List<T> all, Function<T, ?> id, @Nullable String after) {
    if (after == null) {
      return 0;
    }
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).toString().equals(after)) {
        return i + 1;
      }
    }
    throw InvalidInput.of("after", "input.unknown");
  }

  public <R> Listing<R> map(Function<T, R> conversion) {
    return new Listing<>(items.stream().map(conversion).toList(), next);
  }
}
