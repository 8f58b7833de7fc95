package io.tollgate.gateway.metering;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.gateway.GatewayProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sets up the journal and what empties it. */
@Configuration(proxyBeanMethods = false)
class MeteringConfiguration {

  @Bean
  Journal journal(GatewayProperties properties) {
    var journal = properties.journal();
    return new Journal(
        properties.dataDirectory().resolve("journal"),
        journal.segmentBytes(),
        journal.maxSegments());
  }

  @Bean
  LedgerWriter ledgerWriter(Journal journal, Ledger ledger, MeterRegistry meters) {
    var writer = new LedgerWriter(journal, ledger);
    meters.gauge("tollgate.ledger.set.aside", writer, LedgerWriter::setAside);
    return writer;
  }

  @Bean
  Settlements settlements(GatewayProperties properties, Journal journal, MeterRegistry meters) {
    return new Settlements(properties.node(), journal, meters);
  }

  @Bean
  TokenEstimates tokenEstimates() {
    return new TokenEstimates();
  }
}
