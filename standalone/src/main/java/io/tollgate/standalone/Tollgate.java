package io.tollgate.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All of Tollgate in one process. Parts start in the order they need each other and stop in the
 * reverse, so that the gateway finishes its requests while the database is still there.
 */
public final class Tollgate implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private Tollgate() {}

  /** Starts everything and serves until the process is told to end. */
  public static void main(String[] arguments) {
    try {
      var options = Options.parse(List.of(arguments));
      if (options.training()) {
        TrainingRun.of(options).run();
        System.exit(0);
      }
      serve(options);
    } catch (StartFailure failure) {
      System.err.println("tollgate: " + failure.getMessage());
      System.exit(1);
    }
  }

  private static void serve(Options options) {
    var tollgate = new Tollgate();
    Runtime.getRuntime().addShutdownHook(new Thread(tollgate::close, "shutdown"));
    var ready = tollgate.start(options);
    System.out.print(ready.text());
    System.out.flush();
  }

  /**
   * Starts every part. Only {@link StartFailure} comes out of it; what had started is closed by
   * then.
   */
  ReadyBlock start(Options options) {
    options.refuseTakenPorts();
    var directory = own(DataDirectory.open(options.dataDirectory()));
    // Read by logback.xml, which is loaded with the first logger below this line.
    System.setProperty("tollgate.logs", directory.logs().toString());
    // Each app would set logging up anew, and every line would be written twice.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    try {
      return new Startup(options, directory, this).run();
    } catch (RuntimeException failure) {
      log().error("Tollgate did not start", failure);
      close();
      throw failure instanceof StartFailure known
          ? known
          : new StartFailure(
              "the start failed; " + directory.logs().resolve("tollgate.log") + " says why",
              failure);
    }
  }

  static Tollgate create() {
    return new Tollgate();
  }

  /** Takes charge of ending a part. */
  <T extends AutoCloseable> T own(T part) {
    synchronized (parts) {
      parts.push(part);
    }
    return part;
  }

  @Override
  public void close() {
    for (AutoCloseable part = next(); part != null; part = next()) {
      try {
        part.close();
      } catch (Exception failed) {
        log().warn("a part did not end cleanly", failed);
      }
    }
  }

  private @org.jspecify.annotations.Nullable AutoCloseable next() {
    synchronized (parts) {
      return parts.poll();
    }
  }

  /**
   * Not a constant: the first logger loads the logging configuration, which needs the log
   * directory.
   */
  private static Logger log() {
    return LoggerFactory.getLogger(Tollgate.class);
  }
}
