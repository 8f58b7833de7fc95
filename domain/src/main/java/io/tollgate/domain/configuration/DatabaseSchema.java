package io.tollgate.domain.configuration;

import reactor.core.publisher.Mono;

/** Whether the database is what this build of Tollgate works with. */
public interface DatabaseSchema {

  /**
   * Completes when every migration that this build knows is applied; a schema that is newer fits
   * too. Fails with {@link SchemaBehind} when some are missing, and otherwise when that cannot be
   * found out, as when the database is away.
   */
  Mono<Void> check();
}
