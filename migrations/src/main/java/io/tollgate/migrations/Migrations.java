package io.tollgate.migrations;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings a PostgreSQL database to the schema that this build of Tollgate works with. */
public final class Migrations {

  /** Would warn of what is said in one line below, and names the URL with all that is in it. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

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
   * What goes wrong is one line, without the URL: it may hold a password.
   */
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println(
          "usage: Migrations <jdbc-url> <user>   (password: TOLLGATE_DATABASE_PASSWORD)");
      System.exit(2);
    }
    DRIVER_LOG.setLevel(Level.OFF);
    if (!isAddress(arguments[0])) {
      fail("the address must look like jdbc:postgresql://host:5432/tollgate");
    }
    var password = System.getenv().getOrDefault("TOLLGATE_DATABASE_PASSWORD", "");
    try {
      System.out.println(of(arguments[0], arguments[1], password).apply() + " migrations applied");
    } catch (FlywayException failure) {
      fail(reasonOf(failure));
    }
  }

  private static boolean isAddress(String url) {
    try {
      return DriverManager.getDriver(url) != null;
    } catch (SQLException noDriverReadsIt) {
      return false;
    }
  }

  private static void fail(String reason) {
    System.err.println("tollgate: the database was not migrated: " + reason);
    System.exit(1);
  }

  /** What the database or its driver says where it is one of them, otherwise what Flyway says. */
  private static String reasonOf(FlywayException failure) {
    Throwable reason = failure;
    while (!(reason instanceof SQLException) && reason.getCause() != null) {
      reason = reason.getCause();
    }
    return String.valueOf(reason.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
