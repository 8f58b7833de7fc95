package io.tollgate.gateway.metering;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a request took.
 *
 * @param gateway what the gateway itself took before the upstream was called
 * @param firstToken until the first content arrived
 */
public record Timings(Duration gateway, @Nullable Duration firstToken, Duration total) {

  public static final Timings NONE = new Timings(Duration.ZERO, null, Duration.ZERO);
}
