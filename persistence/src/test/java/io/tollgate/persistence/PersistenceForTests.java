package io.tollgate.persistence;

import io.r2dbc.pool.ConnectionPool;
import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.migrations.PostgresForTests;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import reactor.core.publisher.Mono;

/** The ports as an application gets them, on a database of their own. */
public final class PersistenceForTests implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final PostgresForTests.Database database;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  private PersistenceForTests(PostgresForTests.Database database, String... properties) {
    this.database = database;
    TestPropertyValues.of(database.properties()).and(properties).applyTo(context);
    context.register(PersistenceAutoConfiguration.class);
    context.refresh();
  }

  public static PersistenceForTests start(String... properties) {
    return new PersistenceForTests(PostgresForTests.create(), properties);
  }

  /** A second application on a database that is there already. */
  public static PersistenceForTests on(PostgresForTests.Database database, String... properties) {
    return new PersistenceForTests(database, properties);
  }

  public PostgresForTests.Database database() {
    return database;
  }

  public <T> T port(Class<T> type) {
    return context.getBean(type);
  }

  public ConnectionPool pool(String name) {
    return context.getBean(name + "ConnectionPool", ConnectionPool.class);
  }

  /** Writes as an application does: audited and published. */
  public <T> T write(Mono<T> write) {
    return get(port(Transactions.class).write(write, written -> change("thing.changed")));
  }

  public static Change change(String action) {
    return new Change(
        Actor.system("test"), null, action, "thing", "1", Map.of(), Map.of("name", "new"));
  }

  /** What a publisher emits, or null when it is empty. */
  public static <T> T get(Mono<T> mono) {
    return mono.block(PATIENCE);
  }

  @Override
  public void close() {
    context.close();
  }
}
