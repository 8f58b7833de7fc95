package io.tollgate.portal.model;

import io.tollgate.domain.model.DeploymentId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people say about a price. Amounts are units of the currency per million tokens, seconds or
 * searches; a bucket of tokens without one costs what the bucket it belongs to costs.
 *
 * @param deployment the one deployment this price is for, or null for all of the model's
 * @param currency its ISO 4217 code; null for US dollars
 * @param effectiveFrom null for now
 */
record PriceDetails(
    @Nullable DeploymentId deployment,
    @Nullable String currency,
    @Nullable Instant effectiveFrom,
    @Nullable BigDecimal input,
    @Nullable BigDecimal output,
    @Nullable BigDecimal cacheRead,
    @Nullable BigDecimal cacheWrite,
    @Nullable BigDecimal reasoning,
    @Nullable BigDecimal audioInput,
    @Nullable BigDecimal audioOutput,
    @Nullable BigDecimal image,
    @Nullable BigDecimal cacheWriteHour,
    @Nullable BigDecimal audioSeconds,
    @Nullable BigDecimal searchUnits) {}
