package io.tollgate.persistence.configuration;

import io.tollgate.domain.configuration.Settings;
import io.tollgate.persistence.database.Detached;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** {@link Settings} on PostgreSQL. */
final class R2dbcSettings implements Settings {

  private final DatabaseClient database;

  R2dbcSettings(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public Mono<String> find(String name) {
    return database
        .sql("select value from platform_setting where name = :name")
        .bind("name", name)
        .mapValue(String.class)
        .one()
        .as(Detached::mono);
  }

  @Override
  public Mono<String> save(String name, String value) {
    return database
        .sql(
            """
            insert into platform_setting (name, value, changed_at) values (:name, :value, now())
            on conflict (name) do update set
              value = excluded.value,
              changed_at = excluded.changed_at
            """)
        .bind("name", name)
        .bind("value", value)
        .then()
        .thenReturn(value);
  }
}
