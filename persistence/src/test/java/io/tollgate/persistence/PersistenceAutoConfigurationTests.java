package io.tollgate.persistence;

import static io.tollgate.persistence.PersistenceForTests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.application.Applications;
import io.tollgate.domain.application.Credentials;
import io.tollgate.domain.audit.AuditTrail;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.configuration.ConfigurationSource;
import io.tollgate.domain.configuration.GatewayNodes;
import io.tollgate.domain.configuration.NodeReports;
import io.tollgate.domain.configuration.Settings;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.Invitations;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerQueries;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.subscription.Subscriptions;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.migrations.PostgresForTests;
import io.tollgate.persistence.database.DatabaseProperties;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class PersistenceAutoConfigurationTests {

  private static final List<Class<?>> PORTS =
      List.of(
          Tenants.class,
          Users.class,
          Invitations.class,
          Applications.class,
          Credentials.class,
          Apis.class,
          Subscriptions.class,
          Providers.class,
          Models.class,
          Ledger.class,
          LedgerQueries.class,
          AuditTrail.class,
          Transactions.class,
          ConfigurationSource.class,
          NodeReports.class,
          GatewayNodes.class,
          Settings.class);

  @Test
  void isFoundByApplications() {
    assertThat(
            ImportCandidates.load(
                org.springframework.boot.autoconfigure.AutoConfiguration.class, null))
        .contains(PersistenceAutoConfiguration.class.getName());
  }

  @Test
  void offersEveryPortOnce() {
    runner()
        .run(context ->
            assertThat(PORTS).allSatisfy(port -> assertThat(context).hasSingleBean(port)));
  }

  @Test
  void opensOnlyWhatAnApplicationAsksFor() {
    runner()
        .run(context -> {
          assertThat(created(context.getBeanFactory().getSingletonNames()))
              .doesNotContain("configurationConnectionPool", "portalConnectionPool");

          context.getBean(ConfigurationSource.class);
          context.getBean(Ledger.class);

          assertThat(created(context.getBeanFactory().getSingletonNames()))
              .contains("configurationConnectionPool", "ledgerConnectionPool")
              .doesNotContain("portalConnectionPool");
        });
  }

  @Test
  void servesTwoApplicationsInOneProcess() {
    try (var gateway = PersistenceForTests.start();
        var portal = PersistenceForTests.on(gateway.database())) {
      var before = get(gateway.port(ConfigurationSource.class).version());
      portal.write(portal.port(Tenants.class).save(Samples.tenant()));

      assertThat(get(gateway.port(ConfigurationSource.class).version())).isEqualTo(before + 1);
      portal.close();
      assertThat(get(gateway.port(ConfigurationSource.class).version())).isEqualTo(before + 1);
    }
  }

  @Test
  void standsBesideWhatSpringBootConfiguresItself() {
    var database = PostgresForTests.create();
    new ApplicationContextRunner()
        .withUserConfiguration(EverythingThereIs.class)
        .withPropertyValues(database.properties().toArray(String[]::new))
        .run(context -> {
          assertThat(context).hasNotFailed();
          assertThat(get(context.getBean(ConfigurationSource.class).version())).isEqualTo(1);
        });
  }

  @Test
  void doesNotShowThePassword() {
    runner()
        .withPropertyValues("tollgate.database.password=hunter2hunter2")
        .run(context ->
            assertThat(context.getBean(DatabaseProperties.class).toString())
                .doesNotContain("hunter2"));
  }

  @Test
  void refusesAPoolWithoutConnections() {
    runner()
        .withPropertyValues("tollgate.database.pool-sizes.ledger=0")
        .run(context ->
            assertThatThrownBy(() -> context.getBean(Ledger.class))
                .hasRootCauseMessage("each of tollgate.database.pool-sizes is at least 1"));
  }

  private static ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(PersistenceAutoConfiguration.class));
  }

  private static List<String> created(String[] singletons) {
    return List.of(singletons);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class EverythingThereIs {}
}
