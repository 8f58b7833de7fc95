package io.tollgate.benchmarks;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.Secret;
import io.tollgate.migrations.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Tollgate's gateway in its own process, with a database of its own and one key that may call. */
final class TollgateGateway implements AutoCloseable {
  private static final String MAIN = "io.tollgate.gateway.GatewayApplication";
  private static final String USER = "postgres";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;
  private final Server server;
  private final Secret key;

  private TollgateGateway(EmbeddedPostgres postgres, Server server, Secret key) {
    this.postgres = postgres;
    this.server = server;
    this.key = key;
  }

  static TollgateGateway start(Workspace workspace, Server upstream, List<String> jvmOptions)
      throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            // The library switches durability off, for tests; later settings win.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    try {
      Migrations.of(postgres.getJdbcUrl(USER, USER), USER, "").apply();
      MasterKey masterKey = MasterKey.generate();
      var apiKeys = new ApiKeys(masterKey);
      Secret key = apiKeys.create();
      seed(workspace, postgres, upstream, apiKeys, key);
      return new TollgateGateway(
          postgres, process(workspace, postgres, masterKey, jvmOptions), key);
    } catch (SQLException | RuntimeException failed) {
      postgres.close();
      throw new IllegalStateException("Tollgate did not start", failed);
    }
  }

  private static void seed(
      Workspace workspace, EmbeddedPostgres postgres, Server upstream, ApiKeys apiKeys, Secret key)
      throws IOException, SQLException {
    var script =
        workspace.writeResource(
            "seed.sql",
            Map.of(
                "UPSTREAM", upstream.uri().toString(),
                "MODEL", Payloads.MODEL,
                "PREFIX", ApiKeys.prefix(key),
                "HASH", HexFormat.of().formatHex(apiKeys.hash(key.reveal()).toBytes())));
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(script));
    }
  }

  private static Server process(
      Workspace workspace, EmbeddedPostgres postgres, MasterKey masterKey, List<String> jvmOptions)
      throws IOException {
    int port = Workspace.freePort();
    return Server.start(
        "Tollgate",
        port,
        workspace,
        Jvm.command(
            MAIN,
            jar -> true,
            jvmOptions,
            List.of(
                "--tollgate.master-key=" + masterKey.export(),
                "--tollgate.database.host=127.0.0.1",
                "--tollgate.database.port=" + postgres.getPort(),
                "--tollgate.database.name=" + USER,
                "--tollgate.database.user=" + USER,
                "--tollgate.database.password=" + USER, // not asked for on loopback
                "--tollgate.gateway.port=" + port,
                "--tollgate.gateway.management-port=" + Workspace.freePort(),
                "--tollgate.gateway.data-directory=" + workspace.fresh("gateway-data"),
                "--tollgate.gateway.node=bench",
                "--tollgate.gateway.portal-url=http://localhost:8081")),
        Map.of());
  }

  Server server() {
    return server;
  }

  String key() {
    return key.reveal();
  }

  /** How many requests the ledger knows, once it has as many as were answered. */
  long entries(long answered) throws SQLException {
    Instant deadline = Instant.now().plus(PATIENCE);
    long entries = countEntries();
    while (entries < answered && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      entries = countEntries();
    }
    return entries;
  }

  private long countEntries() throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from ledger_entry")) {
      count.next();
      return count.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    postgres.close();
  }
}
