package io.tollgate.gateway.snapshot;

import io.tollgate.domain.configuration.ConfigurationSource;
import io.tollgate.domain.configuration.DatabaseSchema;
import io.tollgate.domain.configuration.NodeReports;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.gateway.GatewayProperties;
import io.tollgate.network.token.AccessTokens;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Sets up what the node serves from. */
@Configuration(proxyBeanMethods = false)
class SnapshotConfiguration {

  @Bean
  CurrentConfiguration currentConfiguration() {
    return new CurrentConfiguration();
  }

  /** Part of what {@code /readyz} says. */
  @Bean
  HealthIndicator configurationHealthIndicator(CurrentConfiguration current) {
    return () -> (current.isReady() ? Health.up() : Health.outOfService()).build();
  }

  @Bean
  SnapshotRefresher snapshotRefresher(
      GatewayProperties properties,
      ConfigurationSource source,
      DatabaseSchema schema,
      SecretVault vault,
      MasterKey masterKey,
      AccessTokens tokens,
      CurrentConfiguration current,
      List<Inspection> inspections,
      NodeReports reports) {
    var file = new SnapshotFile(properties.dataDirectory().resolve("configuration"), masterKey);
    var reporter = new NodeReporter(reports, properties.node(), Schedulers.parallel());
    return new SnapshotRefresher(
        source,
        schema,
        vault,
        tokens,
        file,
        current,
        inspections,
        reporter,
        properties.pollInterval());
  }
}
