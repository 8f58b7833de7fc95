package io.tollgate.acceptance.sdk;

import io.tollgate.acceptance.EmbeddedDatabase;
import io.tollgate.acceptance.TollgateProcess;
import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.simulator.vendor.bedrock.Bedrock;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * Writes what the suites need into a running Tollgate's database: a provider in each format, all at
 * one simulator, their models, an API that offers them, and three applications with a key each.
 */
final class SuiteConfiguration {

  private static final Map<Upstream, String> PROVIDERS =
      Map.of(
          Upstream.OPENAI, "'openai', 'custom', '%s/v1', 'bearer', null, null",
          Upstream.ANTHROPIC, "'anthropic', 'anthropic', '%s', 'header', 'x-api-key', null",
          Upstream.GEMINI, "'gemini', 'gemini', '%s/v1beta', 'header', 'x-goog-api-key', null",
          Upstream.BEDROCK, "'bedrock', 'bedrock', '%s', 'sigv4', null, 'eu-central-1'");

  private static final String RERANKER = "'cohere', 'cohere', '%s', 'bearer', null, null";

  private static final Secret KEY = Secret.of("simulated-provider-key");
  private static final Secret AMAZONS_KEY =
      Secret.of(Bedrock.ACCESS_KEY_ID + ":" + Bedrock.SECRET_ACCESS_KEY);

  private final Connection database;
  private final SecretVault vault;
  private final ApiKeys apiKeys;
  private final UUID tenant = UUID.randomUUID();
  private final UUID api = UUID.randomUUID();

  private SuiteConfiguration(Connection database, MasterKey masterKey) {
    this.database = database;
    this.vault = new SecretVault(masterKey);
    this.apiKeys = new ApiKeys(masterKey);
  }

  static GatewayUnderTest write(TollgateProcess tollgate, URI simulator) {
    var installation = EmbeddedDatabase.of(tollgate.dataDirectory());
    try (var database = installation.connect()) {
      database.setAutoCommit(false);
      var written =
          new SuiteConfiguration(database, installation.masterKey())
              .write(tollgate.ready().gateway(), simulator);
      database.commit();
      return written;
    } catch (SQLException failed) {
      throw new IllegalStateException("the suites' configuration was not written", failed);
    }
  }

  private GatewayUnderTest write(URI gateway, URI simulator) throws SQLException {
    run("insert into tenant values (?, 'sdks', 'SDKs', 'team', 'active', 'UTC', now())", tenant);
    run(
        """
        insert into api (id, tenant_id, slug, name, kind, lifecycle, base_path, response_days, created_at, published_at)
        values (?, ?, 'sdks', 'SDKs', 'ai', 'published', '/sdks', 1, now(), now())
        """,
        api,
        tenant);
    for (var upstream : Upstream.values()) {
      addModels(upstream, addProvider(upstream.toString(), PROVIDERS.get(upstream), simulator));
    }
    addModel("cohere/rerank", "sim-rerank", addProvider("cohere", RERANKER, simulator));
    var open = addPlan("open", null);
    var limited = addPlan("limited", 1);
    var configured =
        new GatewayUnderTest(
            gateway,
            addKey("Subscriber", open),
            addKey("Stranger", null),
            addKey("Limited", limited));
    run(
        """
        with next as (update configuration_version set version = version + 1, changed_at = now()
                      returning version)
        insert into platform_setting select 'sdk_suites', pg_notify('tollgate_configuration', version::text)::text, now()
        from next
        """);
    return configured;
  }

  private UUID addProvider(String name, String columns, URI simulator) throws SQLException {
    var id = UUID.randomUUID();
    run(
        """
        insert into provider (id, slug, name, encrypted_secret, allow_private_network, created_at,
                              wire_format, vendor, base_url, auth_style, auth_header, region)
        values (?, ?, ?, ?, true, now(), %s)
        """
            .formatted(columns.formatted(simulator)),
        id,
        "sdks-" + name,
        "Simulated " + name,
        vault.encrypt(columns.contains("sigv4") ? AMAZONS_KEY : KEY, id.toString()));
    return id;
  }

  private void addModels(Upstream upstream, UUID provider) throws SQLException {
    for (var model : SuiteModel.all()) {
      if (model.upstream() == upstream) {
        addModel(model.name(), model.directives(), provider);
      }
    }
  }

  private void addModel(String name, String upstreamModel, UUID provider) throws SQLException {
    var id = UUID.randomUUID();
    run(
        """
        insert into model (id, name, capabilities, created_at)
        values (?, ?, '{chat,tools,json_schema,embeddings,rerank}', now())
        """,
        id,
        name);
    run(
        """
        insert into deployment (id, model_id, provider_id, upstream_model, created_at)
        values (?, ?, ?, ?, now())
        """,
        UUID.randomUUID(),
        id,
        provider,
        upstreamModel);
    run(
        """
        insert into price (id, model_id, effective_from, input, output, created_at)
        values (?, ?, now() - interval '1 day', 0, 0, now())
        """,
        UUID.randomUUID(),
        id);
    run("insert into api_model values (?, ?)", api, id);
  }

  private UUID addPlan(String slug, Integer requestsPerMinute) throws SQLException {
    var id = UUID.randomUUID();
    run(
        """
        insert into plan (id, api_id, slug, name, approval, requests_per_minute, created_at)
        values (?, ?, ?, ?, 'automatic', ?, now())
        """,
        id,
        api,
        slug,
        slug,
        requestsPerMinute);
    return id;
  }

  /** An application with a key, subscribed to the plan if there is one. */
  private String addKey(String name, UUID plan) throws SQLException {
    var application = UUID.randomUUID();
    var key = apiKeys.create();
    run(
        "insert into application (id, tenant_id, name, created_at) values (?, ?, ?, now())",
        application,
        tenant,
        name);
    run(
        """
        insert into credential (id, application_id, name, prefix, hash, created_at)
        values (?, ?, ?, ?, decode(?, 'hex'), now())
        """,
        UUID.randomUUID(),
        application,
        name,
        ApiKeys.prefix(key),
        HexFormat.of().formatHex(apiKeys.hash(key.reveal()).toBytes()));
    if (plan != null) {
      run(
          """
          insert into subscription (id, application_id, tenant_id, api_id, owner_tenant_id, plan_id,
                                    status, requested_at, decided_at)
          values (?, ?, ?, ?, ?, ?, 'approved', now(), now())
          """,
          UUID.randomUUID(),
          application,
          tenant,
          api,
          tenant,
          plan);
    }
    return key.reveal();
  }

  private void run(String sql, Object... values) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
