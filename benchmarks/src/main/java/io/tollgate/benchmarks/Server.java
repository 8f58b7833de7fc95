package io.tollgate.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server in a process of its own, stopped with the run. */
final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String name;
  private final int port;
  private final Path log;
  private final Process process;

  private Server(String name, int port, Path log, Process process) {
    this.name = name;
    this.port = port;
    this.log = log;
    this.process = process;
  }

  /** Starts the command, its output in a log, and waits until the port takes connections. */
  static Server start(
      String name,
      int port,
      Workspace workspace,
      List<String> command,
      Map<String, String> settings)
      throws IOException {
    Path log = workspace.file(name.replace(' ', '-') + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workspace.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(settings);
    var server = new Server(name, port, log, builder.start());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close)); // also when interrupted
    try {
      server.awaitPort();
    } catch (RuntimeException | IOException failed) {
      server.close();
      throw failed;
    }
    return server;
  }

  private void awaitPort() throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!accepts()) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "%s did not start; the end of %s:%n%s".formatted(name, log, lastLines()));
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private boolean accepts() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String lastLines() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The CPU time that the process and its children have used until now. */
  Duration cpu() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
