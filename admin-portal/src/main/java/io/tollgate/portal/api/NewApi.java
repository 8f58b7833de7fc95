package io.tollgate.portal.api;

import io.tollgate.domain.catalogue.Api;
import org.jspecify.annotations.Nullable;

/** What people say about an API once and for all, and what they may change later. */
public record NewApi(@Nullable String slug, Api.@Nullable Kind kind, ApiDetails details) {}
