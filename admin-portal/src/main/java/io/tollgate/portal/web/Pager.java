package io.tollgate.portal.web;

import org.jspecify.annotations.Nullable;

/** The paths to the first and to the next page of a long list, where there are such. */
public record Pager(@Nullable String first, @Nullable String next) {}
