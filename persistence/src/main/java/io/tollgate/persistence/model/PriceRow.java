package io.tollgate.persistence.model;

import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code price}. */
public record PriceRow(
    UUID id,
    UUID modelId,
    @Nullable UUID deploymentId,
    String currency,
    Instant effectiveFrom,
    long input,
    long output,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite,
    @Nullable Long reasoning,
    @Nullable Long audioInput,
    @Nullable Long audioOutput,
    @Nullable Long image,
    @Nullable Long cacheWriteHour,
    @Nullable Long audioSeconds,
    @Nullable Long searchUnits) {

  public static final String COLUMNS =
      "id, model_id, deployment_id, currency, effective_from, input, output, cache_read,"
          + " cache_write, reasoning, audio_input, audio_output, image, cache_write_hour,"
          + " audio_seconds, search_units";

  static PriceRow of(Price price) {
    var deployment = price.deployment();
    return new PriceRow(
        price.id().value(),
        price.model().value(),
        deployment == null ? null : deployment.value(),
        price.currency().getCurrencyCode(),
        price.effectiveFrom(),
        price.input(),
        price.output(),
        price.cacheRead(),
        price.cacheWrite(),
        price.reasoning(),
        price.audioInput(),
        price.audioOutput(),
        price.image(),
        price.cacheWriteHour(),
        price.audioSeconds(),
        price.searchUnits());
  }

  public Price toPrice() {
    return new Price(
        new PriceId(id),
        new ModelId(modelId),
        deploymentId == null ? null : new DeploymentId(deploymentId),
        Currency.getInstance(currency),
        effectiveFrom,
        input,
        output,
        cacheRead,
        cacheWrite,
        reasoning,
        audioInput,
        audioOutput,
        image,
        cacheWriteHour,
        audioSeconds,
        searchUnits);
  }
}
