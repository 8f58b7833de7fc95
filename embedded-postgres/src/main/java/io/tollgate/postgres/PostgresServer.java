package io.tollgate.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A PostgreSQL server on a loopback port, with its data in one directory. It belongs to no terminal
 * and to no process: only {@link #stop} ends it, and a start ends one that a killed process left
 * behind.
 */
public final class PostgresServer {

  /** The superuser, whose password is the one of the first start. */
  public static final String USER = "postgres";

  private static final String PATIENCE_SECONDS = "120";

  private final Path data;
  private final Path log;
  private final Programs programs;
  private final ServerAccount account;

  private PostgresServer(Path data, Path log, Programs programs, ServerAccount account) {
    this.data = data;
    this.log = log;
    this.programs = programs;
    this.account = account;
  }

  /**
   * A server that is not started yet.
   *
   * @param data where its data is, or will be
   * @param programs where PostgreSQL itself is unpacked; servers may share it
   * @param log what the server's own output is appended to
   */
  public static PostgresServer of(Path data, Path programs, Path log) {
    var unpacked = Programs.unpackedBelow(programs);
    return with(ServerAccount.thatRuns(unpacked.path("postgres")), data, unpacked, log);
  }

  static PostgresServer with(ServerAccount account, Path data, Programs programs, Path log) {
    return new PostgresServer(data, log, programs, account);
  }

  /** Starts the server, making its data first where there is none, and returns when it answers. */
  public void start(int port, String password, Map<String, String> settings) {
    try {
      endAbandoned();
      if (Files.exists(data)) {
        account.own(data);
      } else {
        create(password);
      }
      var options = new ArrayList<>(List.of("-p", Integer.toString(port)));
      settings.forEach((name, value) -> options.addAll(List.of("-c", name + "=" + value)));
      control("start", "-o", String.join(" ", options));
    } catch (IOException failed) {
      throw new PostgresFailure("cannot use " + data, failed);
    }
  }

  /** Starts the server after a stop, with the port and the settings that it had. */
  public void startAgain() {
    control("restart");
  }

  /** Ends the server's sessions and the server, and returns when it is gone. */
  public void stop() {
    control("stop", "-m", "fast");
  }

  /** A start that is cut short leaves a draft, which the next one replaces. */
  private void create(String password) throws IOException {
    var draft = data.resolveSibling(data.getFileName() + ".draft");
    Trees.delete(draft);
    Files.createDirectory(draft);
    account.own(draft);
    // One collation everywhere, whatever the languages of the machine: order and case by Unicode.
    run(
        password,
        "initdb",
        Stream.of(
            "--username=" + USER,
            "--pwfile=/dev/stdin",
            "--auth=scram-sha-256",
            "--encoding=UTF-8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--pgdata=" + draft));
    Files.move(draft, data);
  }

  private void control(String action, String... options) {
    run(
        "",
        "pg_ctl",
        Stream.concat(
            Stream.of(action, "-D", data.toString(), "-w", "-t", PATIENCE_SECONDS),
            Stream.of(options)));
  }

  private void run(String input, String program, Stream<String> options) {
    try {
      var process =
          account
              .command(Stream.concat(Stream.of(programs.path(program)), options))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (process.waitFor() != 0) {
        throw new PostgresFailure(program + " failed; " + log + " says why");
      }
    } catch (IOException failed) {
      throw new PostgresFailure("cannot run " + program, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PostgresFailure("interrupted", interrupted);
    }
  }

  private void endAbandoned() throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    var abandoned = ProcessHandle.of(pid).filter(this::isServerOfThisData).orElse(null);
    if (abandoned == null) {
      Files.delete(pidFile);
      return;
    }
    // SIGINT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint.
    new ProcessBuilder("kill", "-INT", Long.toString(pid)).start();
    try {
      abandoned.onExit().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException stillThere) {
      throw new PostgresFailure(
          "an earlier PostgreSQL (process " + pid + ") does not end", stillThere);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PostgresFailure("interrupted", interrupted);
    }
  }

  private boolean isServerOfThisData(ProcessHandle process) {
    var commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Files.exists(commandLine)
          ? Files.readString(commandLine).contains(data.toString())
          : process.info().command().orElse("").contains("postgres");
    } catch (IOException gone) {
      return false;
    }
  }
}
