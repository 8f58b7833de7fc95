package io.tollgate.domain.configuration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that is alive, and which configuration it serves.
 *
 * @param failure why it cannot load a newer version than the one it serves, or null when it can
 */
public record GatewayNode(
    String name, long version, @Nullable String failure, Instant reportedAt) {}
