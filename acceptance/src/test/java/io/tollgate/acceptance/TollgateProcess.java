package io.tollgate.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Tollgate as its user starts it: a process of its own, with its own ports and data directory.
 */
public final class TollgateProcess implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Path APP =
      Path.of(System.getProperty("tollgate.app", "../standalone/target/app/tollgate.jar"))
          .toAbsolutePath()
          .normalize();

  private final Process process;
  private final Path dataDirectory;
  private final ReadyBlock ready;

  private TollgateProcess(Process process, Path dataDirectory, ReadyBlock ready) {
    this.process = process;
    this.dataDirectory = dataDirectory;
    this.ready = ready;
  }

  /** Starts with free ports and waits for the ready block. */
  public static TollgateProcess start(Path dataDirectory) {
    return start(dataDirectory, Map.of());
  }

  /** The same with variables in its environment. */
  public static TollgateProcess start(Path dataDirectory, Map<String, String> environment) {
    var ports = freePorts(3);
    var process =
        launch(
            dataDirectory,
            environment,
            List.of(
                "--gateway-port", ports.get(0).toString(),
                "--portal-port", ports.get(1).toString(),
                "--management-port", ports.get(2).toString()));
    var output = CompletableFuture.supplyAsync(() -> readUntilReady(process));
    try {
      return new TollgateProcess(
          process, dataDirectory, new ReadyBlock(output.get(START.toSeconds(), TimeUnit.SECONDS)));
    } catch (InterruptedException | ExecutionException | TimeoutException notReady) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "Tollgate did not become ready; " + logs(dataDirectory), notReady);
    }
  }

  /** Starts without waiting, for starts that are meant to fail. */
  static Process launch(Path dataDirectory, Map<String, String> environment, List<String> options) {
    assertThat(APP).as("the built app; ./tollgate test builds it").exists();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            APP.toString(),
            "--data-dir",
            dataDirectory.toString()));
    command.addAll(options);
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public ReadyBlock ready() {
    return ready;
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  /** Ends as Ctrl-C does, and returns the exit status. */
  int interrupt() {
    signal("INT");
    return awaitExit();
  }

  /** Ends as a service manager asks for it, and returns the exit status. */
  int terminate() {
    signal("TERM");
    return awaitExit();
  }

  /** Ends without a chance to tidy up. */
  void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      interrupt();
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private int awaitExit() {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends within a minute").isTrue();
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String readUntilReady(Process process) {
    var text = new StringBuilder();
    try {
      BufferedReader reader = process.inputReader();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        text.append(line).append('\n');
        if (line.startsWith("  try ")) {
          return text.toString();
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    throw new IllegalStateException("it ended after printing:\n" + text);
  }

  private static String logs(Path dataDirectory) {
    try {
      return Files.readString(dataDirectory.resolve("logs/tollgate.log"));
    } catch (IOException none) {
      return "there is no log";
    }
  }

  static List<Integer> freePorts(int count) {
    var sockets = new ArrayList<ServerSocket>();
    try {
      var ports = new ArrayList<Integer>();
      for (int i = 0; i < count; i++) {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sockets.add(socket);
        ports.add(socket.getLocalPort());
      }
      for (var socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
