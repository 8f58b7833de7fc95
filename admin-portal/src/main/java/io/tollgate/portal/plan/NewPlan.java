package io.tollgate.portal.plan;

import org.jspecify.annotations.Nullable;

/** What people say about a plan once and for all, and what they may change later. */
public record NewPlan(@Nullable String slug, PlanDetails details) {}
