package io.tollgate.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM's ahead-of-time cache of loaded classes, which halves a start. It is made once per build,
 * in a process of low priority that starts a second Tollgate in a directory of its own and ends it.
 */
final class AheadOfTimeCache implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AheadOfTimeCache.class);
  private static final String LOCATION = "tollgate.aot-cache";

  private final Process training;
  private volatile boolean cutShort;
  private final CompletableFuture<Void> end;

  private AheadOfTimeCache(Process training, Path unfinished, Path cache) {
    this.training = training;
    this.end = training.onExit().thenAccept(ended -> settle(ended.exitValue(), unfinished, cache));
  }

  /**
   * Starts making the cache where there is none of this build; the result ends the work when it is
   * closed early.
   */
  static AutoCloseable makeWhereMissing(DataDirectory directory) {
    var location = System.getProperty(LOCATION, "");
    if (location.isEmpty()) {
      return () -> {};
    }
    var cache = Path.of(location);
    try {
      if (isCurrent(cache, Path.of(System.getProperty("java.class.path")))) {
        return () -> {};
      }
      var unfinished = Path.of(location + ".part");
      var builder =
          new ProcessBuilder(command(unfinished, directory.resolve("training")))
              .redirectErrorStream(true)
              .redirectOutput(directory.logs().resolve("training.log").toFile());
      return make(builder, unfinished, cache);
    } catch (IOException unavailable) {
      log.warn("no ahead-of-time cache: {}", unavailable.getMessage());
      return () -> {};
    }
  }

  /** Whether a cache is newer than the jar and the libraries beside it: of others it is no use. */
  static boolean isCurrent(Path cache, Path jar) throws IOException {
    if (!Files.exists(cache)) {
      return false;
    }
    var made = Files.getLastModifiedTime(cache);
    if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
      return false;
    }
    try (var libraries = Files.newDirectoryStream(jar.resolveSibling("lib"))) {
      for (var library : libraries) {
        if (Files.getLastModifiedTime(library).compareTo(made) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** A training that is ended early writes what it has got: only a whole one is put in place. */
  static AheadOfTimeCache make(ProcessBuilder builder, Path unfinished, Path cache)
      throws IOException {
    return new AheadOfTimeCache(builder.start(), unfinished, cache);
  }

  /** Completes when the training has ended and the cache is in place, or is not going to be. */
  CompletableFuture<Void> end() {
    return end;
  }

  private void settle(int status, Path unfinished, Path cache) {
    try {
      if (status == 0 && !cutShort) {
        Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException unavailable) {
      log.warn("no ahead-of-time cache: {}", unavailable.getMessage());
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (!training.isAlive()) {
      return;
    }
    cutShort = true;
    training.destroy();
    if (!training.waitFor(10, TimeUnit.SECONDS)) {
      training.destroyForcibly();
    }
  }

  /** The cache is bound to the flags and the class path of this process, so both are repeated. */
  private static List<String> command(Path cache, Path directory) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
      command.addAll(List.of("/usr/bin/nice", "-n", "15"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:AOTCacheOutput=" + cache);
    for (var flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!flag.startsWith("-XX:AOT") && !flag.startsWith("-D" + LOCATION)) {
        command.add(flag);
      }
    }
    command.addAll(
        List.of(
            "-jar",
            System.getProperty("java.class.path"),
            "--train",
            "--data-dir",
            directory.toString()));
    return command;
  }
}
