package io.tollgate.benchmarks;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.Secret;
import io.tollgate.migrations.Migrations;
import io.tollgate.postgres.PostgresServer;
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
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final Server server;
  private final Secret key;

  private TollgateGateway(Database database, Server server, Secret key) {
    this.database = database;
    this.server = server;
    this.key = key;
  }

  static TollgateGateway start(Workspace workspace, Server upstream, List<String> jvmOptions)
      throws IOException {
    Database database = Database.start(workspace);
    try {
      Migrations.of(database.jdbcUrl(), PostgresServer.USER, Database.PASSWORD).apply();
      MasterKey masterKey = MasterKey.generate();
      var apiKeys = new ApiKeys(masterKey);
      Secret key = apiKeys.create();
      seed(workspace, database, upstream, apiKeys, key);
      return new TollgateGateway(
          database, process(workspace, database, masterKey, jvmOptions), key);
    } catch (SQLException | RuntimeException failed) {
      database.close();
      throw new IllegalStateException("Tollgate did not start", failed);
    }
  }

  private static void seed(
      Workspace workspace, Database database, Server upstream, ApiKeys apiKeys, Secret key)
      throws IOException, SQLException {
    var script =
        workspace.writeResource(
            "seed.sql",
            Map.of(
                "UPSTREAM", upstream.uri().toString(),
                "MODEL", Payloads.MODEL,
                "PREFIX", ApiKeys.prefix(key),
                "HASH", HexFormat.of().formatHex(apiKeys.hash(key.reveal()).toBytes())));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(script));
    }
  }

  private static Server process(
      Workspace workspace, Database database, MasterKey masterKey, List<String> jvmOptions)
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
                "--tollgate.database.port=" + database.port(),
                "--tollgate.database.name=" + Database.NAME,
                "--tollgate.database.user=" + PostgresServer.USER,
                "--tollgate.database.password=" + Database.PASSWORD,
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
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from ledger_entry")) {
      count.next();
      return count.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    database.close();
  }
}
