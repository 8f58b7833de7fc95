package io.tollgate.standalone;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.configuration.ConfigurationSource;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.gateway.GatewayApplication;
import io.tollgate.gateway.snapshot.CurrentConfiguration;
import io.tollgate.migrations.Migrations;
import io.tollgate.portal.PortalApplication;
import io.tollgate.simulator.SimulatorServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/** One start, step by step. */
final class Startup {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Options options;
  private final DataDirectory directory;
  private final Tollgate tollgate;
  private final Clock clock = Clock.systemUTC();

  Startup(Options options, DataDirectory directory, Tollgate tollgate) {
    this.options = options;
    this.directory = directory;
    this.tollgate = tollgate;
  }

  ReadyBlock run() {
    progress("starting PostgreSQL");
    var database = tollgate.own(EmbeddedDatabase.start(directory));
    Migrations.of(database.jdbcUrl(), database.user(), database.password()).apply();
    var simulator = tollgate.own(SimulatorServer.start("127.0.0.1", directory.port("simulator")));
    progress("starting the gateway and the portal");
    var settings = new AppSettings(options, directory, database);
    var gateway =
        CompletableFuture.supplyAsync(() -> GatewayApplication.builder().run(settings.gateway()));
    var portal = PortalApplication.builder().run(settings.portal());
    tollgate.own(portal);
    var ready = setUp(portal, simulator.uri());
    awaitConfiguration(tollgate.own(gateway.join()), portal);
    if (!options.training()) {
      tollgate.own(AheadOfTimeCache.makeWhereMissing(directory));
    }
    return ready;
  }

  private ReadyBlock setUp(ConfigurableApplicationContext app, URI simulator) {
    var masterKey = directory.masterKey();
    var vault = new SecretVault(masterKey);
    var hash = app.getBean(PasswordEncoder.class);
    var access =
        new FirstAdmin(
                app.getBean(Users.class), app.getBean(Transactions.class), hash::encode, clock)
            .prepare();
    var demoKey =
        new DemoContent(app, vault, new ApiKeys(masterKey), clock)
            .prepare(access.admin(), simulator);
    new EnvironmentProviders(Catalogue.of(app), vault, clock).register(System.getenv());
    return new ReadyBlock(
        options.gatewayPort(), options.portalPort(), access.oneTimePassword(), demoKey);
  }

  /** Ready means that the printed call works: the gateway serves what set-up has just written. */
  private static void awaitConfiguration(
      ConfigurableApplicationContext gateway, ConfigurableApplicationContext portal) {
    long written =
        portal.getBean(ConfigurationSource.class).version().blockOptional().orElseThrow();
    var current = gateway.getBean(CurrentConfiguration.class);
    var deadline = Instant.now().plus(PATIENCE);
    while (current.get().snapshot().version() < written) {
      if (Instant.now().isAfter(deadline)) {
        throw new StartFailure("the gateway does not take up its configuration");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void progress(String step) {
    if (!options.training()) {
      System.err.println("  " + step);
    }
  }
}
