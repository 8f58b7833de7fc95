package io.tollgate.gateway;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.tollgate.migrations.PostgresForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Takes one database of the shared server away from everybody, and gives it back. */
final class PostgresServer {

  private final PostgresForTests.Database maintenance;

  private PostgresServer(PostgresForTests.Database maintenance) {
    this.maintenance = maintenance;
  }

  static PostgresServer of(PostgresForTests.Database database) {
    return new PostgresServer(
        new PostgresForTests.Database(
            database.host(), database.port(), "postgres", database.user(), database.password()));
  }

  void lockOut(String database) {
    maintenance.execute("alter database " + database + " with allow_connections false");
    maintenance.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
            + database
            + "'");
  }

  void letIn(String database) {
    maintenance.execute("alter database " + database + " with allow_connections true");
  }

  /**
   * Stops all of the server's processes where they stand, until it is closed: connections stay
   * open, new ones are taken by the system, and nobody answers on any. Where the server runs on
   * another machine or in a container, the test is skipped.
   */
  Frozen freeze() {
    var directory = Path.of(maintenance.query("select current_setting('data_directory')"));
    var pidFile = directory.resolve("postmaster.pid");
    assumeThat(pidFile).isReadable();
    try (var lines = Files.lines(pidFile)) {
      return new Frozen(Long.parseLong(lines.findFirst().orElseThrow().strip()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A server that stands still. */
  static final class Frozen implements AutoCloseable {

    private final List<ProcessHandle> processes;

    /** The one that takes connections goes first: it could start others meanwhile. */
    private Frozen(long postmaster) {
      var parent = ProcessHandle.of(postmaster).orElseThrow();
      signal("STOP", Stream.of(parent));
      processes = new ArrayList<>(parent.descendants().toList());
      signal("STOP", processes.stream());
      processes.add(parent);
    }

    private static void signal(String name, Stream<ProcessHandle> processes) {
      var command = new ArrayList<>(List.of("kill", "-" + name));
      processes.forEach(process -> command.add(Long.toString(process.pid())));
      try {
        new ProcessBuilder(command).inheritIO().start().waitFor();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }

    @Override
    public void close() {
      signal("CONT", processes.stream());
    }
  }
}
