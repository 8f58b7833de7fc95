package io.tollgate.domain.ledger;

import io.tollgate.domain.model.DeploymentId;
import java.util.Map;

/** How the calls of a model went: of all its deployments, and of each that was called. */
public record ModelTraffic(Traffic whole, Map<DeploymentId, Traffic> deployments) {

  public ModelTraffic {
    deployments = Map.copyOf(deployments);
  }
}
