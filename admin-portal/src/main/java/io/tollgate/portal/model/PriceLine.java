package io.tollgate.portal.model;

import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Status;

/**
 * What a model costs from when, as a line of a table.
 *
 * @param others the prices of its own that only some models have; empty for none
 */
public record PriceLine(
    Moment from,
    Status status,
    String input,
    String output,
    String cacheRead,
    String cacheWrite,
    String others) {}
