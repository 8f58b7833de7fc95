package io.tollgate.migrations;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings a PostgreSQL database to the schema that this build of Tollgate works with. */
public final class Migrations {

  private final Flyway flyway;

  private Migrations(Flyway flyway) {
    this.flyway = flyway;
  }

  /**
   * Migrations for the database at a JDBC URL such as {@code jdbc:postgresql://host:5432/tollgate}.
   */
  public static Migrations of(String jdbcUrl, String user, String password) {
    return new Migrations(
        Flyway.configure()
            .dataSource(jdbcUrl, user, password)
            .locations("classpath:db/migration")
            .cleanDisabled(true)
            .connectRetries(10)
            .load());
  }

  /** Applies what is missing, under Flyway's lock; returns how many migrations ran. */
  public int apply() {
    return flyway.migrate().migrationsExecuted;
  }

  /** Fails when the database's schema is not the one this build expects. */
  public void verify() throws FlywayValidateException {
    flyway.validate();
  }

  /**
   * {@code Migrations <jdbc-url> <user>}, with the password in {@code TOLLGATE_DATABASE_PASSWORD}.
   */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println(
          "usage: Migrations <jdbc-url> <user>   (password: TOLLGATE_DATABASE_PASSWORD)");
      System.exit(2);
    }
    var password = System.getenv().getOrDefault("TOLLGATE_DATABASE_PASSWORD", "");
    System.out.println(of(arguments[0], arguments[1], password).apply() + " migrations applied");
  }
}
