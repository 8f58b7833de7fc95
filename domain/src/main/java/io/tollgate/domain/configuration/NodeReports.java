package io.tollgate.domain.configuration;

import reactor.core.publisher.Mono;

/** Where gateways report to. */
public interface NodeReports {

  /**
   * Puts a report in the place of the node's last one. A problem that was known keeps the moment it
   * was first reported at; the same report can be saved any number of times.
   */
  Mono<Void> save(NodeReport report);
}
