package io.tollgate.portal.application;

import org.jspecify.annotations.Nullable;

/** What people say about an application. */
public record ApplicationDetails(@Nullable String name, @Nullable String description) {}
