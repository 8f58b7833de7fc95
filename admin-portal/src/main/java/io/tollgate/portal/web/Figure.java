package io.tollgate.portal.web;

import org.jspecify.annotations.Nullable;

/** A number of the row on top of a page. */
public record Figure(String label, String value, @Nullable String note) {}
