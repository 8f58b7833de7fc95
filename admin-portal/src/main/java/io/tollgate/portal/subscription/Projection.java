package io.tollgate.portal.subscription;

import io.tollgate.domain.money.Money;
import java.util.List;

/**
 * What a subscription may come to cost, for those who decide about it.
 *
 * @param ceiling what the plan's limits allow
 * @param similar what each other application with the plan spent in the last 30 days, lowest first;
 *     one amount for each currency that it paid in
 */
record Projection(Ceiling ceiling, List<Money> similar) {}
