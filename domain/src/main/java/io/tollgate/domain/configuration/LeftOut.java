package io.tollgate.domain.configuration;

import java.time.Instant;
import java.util.List;

/**
 * A problem as the gateways that are alive report it.
 *
 * @param since when the first of them left the definition out for this reason
 * @param nodes the names of all that do
 */
public record LeftOut(Problem problem, Instant since, List<String> nodes) {

  public LeftOut {
    nodes = List.copyOf(nodes);
  }
}
