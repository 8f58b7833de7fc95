package io.tollgate.gateway.snapshot;

import io.tollgate.gateway.errors.GatewayFailure;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the node serves from right now. It changes as a whole, between two requests. */
public final class CurrentConfiguration {

  private final AtomicReference<@Nullable ServingConfiguration> current = new AtomicReference<>();

  /** Throws when nothing has been loaded yet. */
  public ServingConfiguration get() {
    var serving = current.get();
    if (serving == null) {
      throw new GatewayFailure.NotReady().toException();
    }
    return serving;
  }

  public @Nullable ServingConfiguration find() {
    return current.get();
  }

  void swap(ServingConfiguration next) {
    current.set(next);
  }
}
