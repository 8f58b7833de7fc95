package io.tollgate.portal.model;

import org.jspecify.annotations.Nullable;

/**
 * A model that is to be offered.
 *
 * @param name the public name that clients ask for, once and for all
 */
public record NewModel(@Nullable String name, ModelDetails details) {}
