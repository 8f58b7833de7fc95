package io.tollgate.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private AheadOfTimeCache(Process training) {
    this.training = training;
  }

  /**
   * Starts making the cache where there is none; the result ends the work when it is closed early.
   */
  static AutoCloseable makeWhereMissing(DataDirectory directory) {
    var location = System.getProperty(LOCATION, "");
    if (location.isEmpty() || Files.exists(Path.of(location))) {
      return () -> {};
    }
    try {
      var process =
          new ProcessBuilder(command(Path.of(location), directory.resolve("training")))
              .redirectErrorStream(true)
              .redirectOutput(directory.logs().resolve("training.log").toFile())
              .start();
      return new AheadOfTimeCache(process);
    } catch (IOException unavailable) {
      log.warn("no ahead-of-time cache: {}", unavailable.getMessage());
      return () -> {};
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (!training.isAlive()) {
      return;
    }
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
