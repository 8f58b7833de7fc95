package io.tollgate.portal.web;

import io.tollgate.domain.configuration.DatabaseSchema;
import io.tollgate.domain.configuration.SchemaBehind;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code schema} among the readiness checks: the portal is not ready while the database lacks
 * migrations that it needs. A database that is away is another matter, which requests find out for
 * themselves.
 */
@Component
final class SchemaHealthIndicator implements ReactiveHealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(SchemaHealthIndicator.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final DatabaseSchema schema;
  private volatile boolean told;

  SchemaHealthIndicator(DatabaseSchema schema) {
    this.schema = schema;
  }

  @EventListener(ApplicationReadyEvent.class)
  void check() {
    health().subscribe();
  }

  @Override
  public Mono<Health> health() {
    return schema
        .check()
        .timeout(TIMEOUT)
        .thenReturn(Health.up().build())
        .onErrorResume(SchemaBehind.class, this::notReady)
        .onErrorReturn(Health.up().build());
  }

  private Mono<Health> notReady(SchemaBehind behind) {
    if (!told) {
      told = true;
      log.error("{}", behind.getMessage());
    }
    return Mono.just(Health.outOfService().build());
  }
}
