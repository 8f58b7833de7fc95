package io.tollgate.domain.configuration;

import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** What the gateways that are alive have reported; a node that is silent for long is not. */
public interface GatewayNodes {

  Flux<GatewayNode> alive();

  /** What they leave out, newest first; no more than a page can show. */
  Flux<LeftOut> leftOut();

  /** What they leave out among the given definitions. */
  Flux<LeftOut> leftOut(Collection<UUID> objects);
}
