package io.tollgate.domain.snapshot;

import io.tollgate.domain.model.Model;
import java.util.List;

/**
 * A model that can be called.
 *
 * @param deployments by priority; empty when none works, which is an outage and not a missing model
 */
public record ServedModel(Model model, List<ServedDeployment> deployments, PriceList prices) {

  public ServedModel {
    deployments = List.copyOf(deployments);
  }

  public String name() {
    return model.name();
  }
}
