package io.tollgate.domain.snapshot;

import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Price;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prices of one model over time. */
public final class PriceList {

  private final List<Price> newestFirst;

  PriceList(List<Price> prices) {
    this.newestFirst =
        prices.stream().sorted(Comparator.comparing(Price::effectiveFrom).reversed()).toList();
  }

  /**
   * The price of a call that starts at the given moment, or null when there is none: unpriced, not
   * free. A price for the deployment goes before one for the whole model.
   */
  public @Nullable Price at(DeploymentId deployment, Instant moment) {
    Price ofModel = null;
    for (Price price : newestFirst) {
      if (price.effectiveFrom().isAfter(moment)) {
        continue;
      }
      if (deployment.equals(price.deployment())) {
        return price;
      }
      if (ofModel == null && price.deployment() == null) {
        ofModel = price;
      }
    }
    return ofModel;
  }
}
