package io.tollgate.portal.web;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The address of a page with what narrows its list. What somebody typed arrives as they typed it: a
 * plus, a brace and a per cent sign are no syntax.
 */
public final class ListAddress {

  private final UriComponentsBuilder url;
  private final Map<String, Object> values = new HashMap<>();

  private ListAddress(String path) {
    this.url = UriComponentsBuilder.fromPath(path);
  }

  public static ListAddress of(String path) {
    return new ListAddress(path);
  }

  /** With a value; without one, or with a blank one, the name is left out. */
  public ListAddress with(String name, @Nullable Object value) {
    if (value != null && !value.toString().isBlank()) {
      url.queryParam(name, "{" + name + "}");
      values.put(name, value.toString().strip());
    }
    return this;
  }

  /** The place on the page. */
  public ListAddress at(String fragment) {
    url.fragment(fragment);
    return this;
  }

  @Override
  public String toString() {
    return url.encode().buildAndExpand(values).toUriString();
  }
}
