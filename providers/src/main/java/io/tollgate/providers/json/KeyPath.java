package io.tollgate.providers.json;

import java.util.List;
import tools.jackson.core.TokenStreamContext;

/**
 * Where something stands in a document, by keys alone: {@code messages.content}. The arrays on the
 * way do not count, nor does whether one value stands for an array of it.
 */
record KeyPath(List<String> innermostFirst) {
  static KeyPath of(String keys) {
    return new KeyPath(List.of(keys.split("\\.", -1)).reversed());
  }

  /**
   * Whether what is directly in there lies at this path.
   *
   * @param around the object, or the array, that has it
   */
  boolean leadsInto(TokenStreamContext around) {
    int matched = 0;
    for (TokenStreamContext above = around; !above.inRoot(); above = above.getParent()) {
      if (above.inArray()) {
        continue;
      }
      boolean further = matched < innermostFirst.size();
      if (!further || !innermostFirst.get(matched).equals(above.currentName())) {
        return false;
      }
      matched++;
    }
    return matched == innermostFirst.size();
  }

  /** The way to where a parser is, as people write it: {@code messages[2].role}. */
  static String written(TokenStreamContext place) {
    if (place.inRoot()) {
      return "";
    }
    String above = written(place.getParent());
    if (place.inArray()) {
      return above + "[" + place.getCurrentIndex() + "]";
    }
    return above.isEmpty() ? place.currentName() : above + "." + place.currentName();
  }
}
