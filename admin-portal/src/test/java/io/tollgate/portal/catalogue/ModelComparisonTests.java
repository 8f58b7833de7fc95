package io.tollgate.portal.catalogue;

import static io.tollgate.portal.PortalForTests.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Destination.Deployed;
import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import io.tollgate.portal.Browser;
import io.tollgate.portal.PortalForTests;
import io.tollgate.portal.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How fast and how available models are, and models side by side. */
class ModelComparisonTests {

  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

  private static PortalForTests portal;
  private static Tenant tenant;
  private static Model busy;
  private static Model idle;
  private static Browser member;

  @BeforeAll
  static void start() {
    portal = PortalForTests.start();
    var samples = new Samples(portal);
    tenant = samples.tenant("acme", "Acme");
    busy = samples.model("busy-model");
    idle = samples.model("idle-model");
    samples.api(tenant, "chat", "Chat models", busy, idle);
    samples.api(tenant, "hidden", "Hidden", Api.Visibility.PRIVATE, samples.model("secret-model"));
    var provider =
        ProviderId.of(
            portal
                .database()
                .query(
                    "insert into provider (id, slug, name, wire_format, vendor, base_url,"
                        + " auth_style, created_at) values (gen_random_uuid(), 'sim', 'Simulator',"
                        + " 'openai', 'custom', 'https://sim.example', 'none', now()) returning"
                        + " id"));
    call(deployment(samples, busy, provider), Duration.ofMillis(321));
    deployment(samples, idle, provider);
    member = samples.signedIn(samples.member("dora@acme.example", tenant, Role.DEVELOPER));
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void theModelsPageShowsHowItsDeploymentsDid() {
    assertThat(member.get("/models/" + busy.id()).body())
        .contains("Speed and availability", "Simulator", "321 ms", "100.00%");
  }

  @Test
  void whatNobodyCalledHasNoData() {
    assertThat(member.get("/models/" + idle.id()).body())
        .contains("Simulator", "no data")
        .doesNotContain("0 ms", "0.00%");
  }

  @Test
  void strangersDoNotLearnWhereAModelIsServed() {
    assertThat(new Browser(portal.url()).get("/models/" + busy.id()).body())
        .contains("busy-model")
        .doesNotContain("Simulator", "321 ms");
  }

  @Test
  void modelsStandSideBySide() {
    var page = member.get("/models/compare?model=idle-model&model=busy-model").body();

    assertThat(page).containsSubsequence("idle-model", "busy-model");
    assertThat(page).contains("321 ms", "no data", "128K", "16,384", "$0.25", "Chat, Tools");
    assertThat(member.get("/models").body()).contains("Compare busy-model");
  }

  @Test
  void onlyModelsThatAPersonSeesAreCompared() {
    var stranger = new Browser(portal.url());

    var page = stranger.get("/models/compare?model=secret-model&model=busy-model&model=nothing");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("Choose two to four models").doesNotContain("secret-model");
  }

  private static Deployment deployment(Samples samples, Model model, ProviderId provider) {
    return samples.write(
        portal
            .bean(Models.class)
            .save(
                new Deployment(
                    DeploymentId.create(),
                    model.id(),
                    provider,
                    "upstream",
                    0,
                    1,
                    Deployment.Status.ACTIVE,
                    NOW)));
  }

  private static void call(Deployment deployment, Duration firstToken) {
    var started = NOW.minusSeconds(60);
    var entry =
        new LedgerEntry(
            UuidV7.at(started),
            started,
            null,
            "node",
            tenant.id(),
            tenant.id(),
            ApplicationId.create(),
            CredentialId.create(),
            null,
            null,
            null,
            "chat.completions",
            true,
            busy.name(),
            "upstream",
            "upstream",
            deployment.model(),
            deployment.id(),
            deployment.provider(),
            LedgerEntry.Outcome.COMPLETED,
            200,
            null,
            "stop",
            UsageSource.PROVIDER,
            Usage.of(10, 5),
            null,
            null,
            List.of(new Attempt(new Deployed(deployment.id()), 200, null, Duration.ofMillis(400))),
            Map.of(),
            Duration.ofMillis(1),
            firstToken,
            Duration.ofMillis(400));
    get(portal.bean(Ledger.class).append(List.of(entry)));
  }
}
