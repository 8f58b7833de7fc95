package io.tollgate.portal.web;

import org.jspecify.annotations.Nullable;

/**
 * One step of a timeline.
 *
 * @param tone the style class of its mark, see {@code .timeline} in the style sheet
 */
public record Step(String title, @Nullable Moment moment, @Nullable String note, String tone) {}
