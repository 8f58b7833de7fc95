package io.tollgate.gateway.snapshot;

import io.tollgate.gateway.errors.GatewayFailure;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the node serves from right now. It changes as a whole, between two requests. */
public final class CurrentConfiguration {

  private final AtomicReference<@Nullable ServingConfiguration> current = new AtomicReference<>();
  private volatile boolean fitsTheDatabase = true;

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

  /**
   * Whether requests can be served: there is something to serve from, and what they consume can be
   * written to a database of the right schema. One that is away keeps nobody from serving.
   */
  boolean isReady() {
    return current.get() != null && fitsTheDatabase;
  }

  void fitsTheDatabase(boolean fits) {
    fitsTheDatabase = fits;
  }

  void swap(ServingConfiguration next) {
    current.set(next);
  }
}
