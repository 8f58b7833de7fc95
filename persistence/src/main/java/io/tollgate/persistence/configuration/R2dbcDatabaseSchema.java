package io.tollgate.persistence.configuration;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcPermissionDeniedException;
import io.tollgate.domain.configuration.DatabaseSchema;
import io.tollgate.domain.configuration.SchemaBehind;
import io.tollgate.persistence.database.Detached;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@link DatabaseSchema} by the history that Flyway keeps. The migrations that this build knows are
 * those it was built with: the build puts them beside this class.
 */
final class R2dbcDatabaseSchema implements DatabaseSchema {

  private static final Logger log = LoggerFactory.getLogger(R2dbcDatabaseSchema.class);

  private static final String KNOWN = "classpath:io/tollgate/persistence/schema/V*__*.sql";
  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");

  private final PostgresqlConnectionFactory connections;
  private final Set<Integer> known = known();
  private volatile boolean fits;

  /** The connections are not pooled: once the schema fits, none is needed any more. */
  R2dbcDatabaseSchema(PostgresqlConnectionFactory connections) {
    this.connections = connections;
  }

  @Override
  public Mono<Void> check() {
    return Mono.defer(
        () -> fits ? Mono.empty() : applied().as(Detached::mono).flatMap(this::compare));
  }

  private Mono<Void> compare(Set<Integer> applied) {
    var missing = new TreeSet<>(known);
    missing.removeAll(applied);
    if (!missing.isEmpty()) {
      return Mono.error(new SchemaBehind(missing));
    }
    var newer = new TreeSet<>(applied);
    newer.removeAll(known);
    if (!newer.isEmpty()) {
      log.warn(
          "The database's schema is newer than this Tollgate: it has migrations {} too", newer);
    }
    fits = true;
    return Mono.empty();
  }

  private Mono<Set<Integer>> applied() {
    return Flux.usingWhen(
            connections.create(), R2dbcDatabaseSchema::history, PostgresqlConnection::close)
        .collectList()
        .<Set<Integer>>map(TreeSet::new)
        // Nothing was ever migrated here.
        .onErrorReturn(R2dbcBadGrammarException.class, Set.of())
        .onErrorResume(R2dbcPermissionDeniedException.class, this::believe);
  }

  private Mono<Set<Integer>> believe(R2dbcPermissionDeniedException denied) {
    log.warn("The database's schema cannot be checked: {}", denied.getMessage());
    return Mono.just(known);
  }

  private static Flux<Integer> history(PostgresqlConnection connection) {
    return connection
        .createStatement(
            "select version::integer as version from flyway_schema_history"
                + " where success and version ~ '^\\d+$'")
        .execute()
        .flatMap(result -> result.map(row -> row.get("version", Integer.class)));
  }

  private static Set<Integer> known() {
    try {
      var known = new TreeSet<Integer>();
      Arrays.stream(new PathMatchingResourcePatternResolver().getResources(KNOWN))
          .map(resource -> VERSION.matcher(String.valueOf(resource.getFilename())))
          .filter(java.util.regex.Matcher::matches)
          .forEach(name -> known.add(Integer.valueOf(name.group(1))));
      if (known.isEmpty()) {
        throw new IllegalStateException("this build knows no migrations");
      }
      return known;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
