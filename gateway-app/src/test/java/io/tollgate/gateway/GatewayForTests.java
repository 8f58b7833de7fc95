package io.tollgate.gateway;

import io.tollgate.domain.ledger.EntryFilter;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.migrations.PostgresForTests;
import io.tollgate.simulator.SimulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

/**
 * A gateway on real sockets, with a database of its own and a simulator upstream. Registered as an
 * extension it serves all tests of a class, and the simulator forgets what was before each.
 */
public final class GatewayForTests implements AutoCloseable, BeforeEachCallback, AfterAllCallback {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final MasterKey masterKey;
  private final PostgresForTests.Database database;
  private final SimulatorServer simulator;
  private final Path directory;
  private final List<String> properties;
  private ReactiveWebServerApplicationContext context;
  private WorldForTests world;

  private GatewayForTests(List<String> properties) {
    this.masterKey = MasterKey.generate();
    this.database = PostgresForTests.create();
    this.simulator = SimulatorServer.start("127.0.0.1", 0);
    this.properties = properties;
    try {
      this.directory = Files.createTempDirectory("gateway");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    startApplication(database.properties());
    this.world = new WorldForTests(this);
  }

  public static GatewayForTests start(String... properties) {
    return new GatewayForTests(List.of(properties));
  }

  /**
   * Starts the application again on what the one before left, against another database if given.
   */
  public void restart(List<String> databaseProperties) {
    context.close();
    startApplication(databaseProperties);
  }

  /** Stops the application as a signal does; its directory and its database stay. */
  public void stop() {
    context.close();
  }

  private void startApplication(List<String> databaseProperties) {
    context =
        (ReactiveWebServerApplicationContext)
            GatewayApplication.builder().run(arguments(databaseProperties, 0));
  }

  private String[] arguments(List<String> databaseProperties, int port) {
    var arguments = new ArrayList<String>();
    databaseProperties.forEach(property -> arguments.add("--" + property));
    arguments.add("--tollgate.master-key=" + masterKey.export());
    arguments.add("--tollgate.gateway.port=" + port);
    arguments.add("--tollgate.gateway.management-port=0");
    arguments.add("--tollgate.gateway.node=test");
    arguments.add("--tollgate.gateway.data-directory=" + directory);
    properties.forEach(property -> arguments.add("--" + property));
    return arguments.toArray(String[]::new);
  }

  /** Stops the application and runs it in a process of its own, on what it left. */
  public Process restartAsProcess(int port) throws IOException {
    context.close();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(GatewayApplication.class.getName());
    command.addAll(List.of(arguments(database.properties(), port)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("process.log").toFile())
        .start();
  }

  public WorldForTests world() {
    return world;
  }

  public MasterKey masterKey() {
    return masterKey;
  }

  public PostgresForTests.Database database() {
    return database;
  }

  public SimulatorServer simulator() {
    return simulator;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + path);
  }

  /** Where it keeps its journal and its configuration. */
  public Path directory() {
    return directory;
  }

  public int managementPort() {
    return Integer.parseInt(context.getEnvironment().getProperty("local.management.port"));
  }

  /** The entries of a key's application, oldest first, once there are at least so many. */
  public List<LedgerEntry> entries(WorldForTests.Key key, int atLeast) {
    await(() -> read(key).size() >= atLeast, "the ledger has " + atLeast + " entries");
    return read(key);
  }

  /** The one entry of a key's application; two would be one too many. */
  public LedgerEntry onlyEntry(WorldForTests.Key key) {
    var entries = entries(key, 1);
    if (entries.size() != 1) {
      throw new AssertionError("more than one entry: " + entries);
    }
    return entries.getFirst();
  }

  private List<LedgerEntry> read(WorldForTests.Key key) {
    var now = Instant.now();
    var all = EntryFilter.between(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
    return bean(LedgerQueries.class)
        .entries(new LedgerScope.Platform(), all, null, 1000)
        .filter(entry -> entry.credential().equals(key.credential().id()))
        .collectList()
        .block(PATIENCE)
        .reversed();
  }

  /** Waits until something is so, without a fixed pause. */
  public static void await(BooleanSupplier condition, String what) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("waited in vain until " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Lets time pass where time itself is what is tested. */
  public static void pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    simulator.reset();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    close();
  }

  @Override
  public void close() {
    context.close();
    simulator.close();
  }
}
