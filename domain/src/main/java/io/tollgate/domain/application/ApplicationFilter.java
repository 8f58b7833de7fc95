package io.tollgate.domain.application;

import org.jspecify.annotations.Nullable;

/**
 * Which applications are meant: those that match all that is not null.
 *
 * @param text a part of the name, in any case
 */
public record ApplicationFilter(@Nullable String text, Application.@Nullable Status status) {

  public static final ApplicationFilter ALL = new ApplicationFilter(null, null);
}
