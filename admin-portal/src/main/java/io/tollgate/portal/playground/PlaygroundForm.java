package io.tollgate.portal.playground;

import org.jspecify.annotations.Nullable;

/**
 * What somebody fills in to try a model.
 *
 * @param target as {@link Target#value()} writes it
 * @param other a second one to compare with; empty for none
 */
record PlaygroundForm(
    @Nullable String target,
    @Nullable String other,
    @Nullable String system,
    @Nullable String message) {

  boolean compares() {
    return other != null && !other.isBlank() && !other.equals(target);
  }

  Prompt prompt() {
    return Prompt.of(system, message);
  }
}
