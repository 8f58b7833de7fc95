package io.tollgate.providers.json;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one object as those readers see them that match keys regardless of case, Unicode's
 * long s and Kelvin sign included, as Go's does. Costs nothing while all keys are plain lower case.
 */
final class FoldedKeys {
  private @Nullable Set<String> folded;

  /** Whether such a reader would take a key for one of those that stand before it. */
  boolean hasTwin(String key, List<JsonRange> before) {
    if (folded == null) {
      if (!changes(key)) {
        return false;
      }
      folded = HashSet.newHashSet(before.size() + 1);
      for (JsonRange field : before) {
        folded.add(fold(field.name()));
      }
    }
    return !folded.add(fold(key));
  }

  /** Whether folding may change a key. */
  static boolean changes(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if ((c >= 'A' && c <= 'Z') || c > 127) {
        return true;
      }
    }
    return false;
  }

  /** By way of upper case, where all variants of a letter meet. */
  static String fold(String key) {
    StringBuilder folded = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      folded.append(Character.toLowerCase(Character.toUpperCase(key.charAt(i))));
    }
    return folded.toString();
  }
}
