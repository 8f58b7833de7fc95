package io.tollgate.gateway.snapshot;

import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.gateway.upstream.Targets;

/**
 * One version of everything that requests are served from. A request keeps the one it began with.
 */
public record ServingConfiguration(Snapshot snapshot, Targets targets) {}
