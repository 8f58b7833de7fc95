package io.tollgate.gateway.response;

import io.tollgate.domain.response.StoredResponses;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.Seal;
import io.tollgate.gateway.GatewayProperties;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sets up what keeps conversations, and what clears away those that have expired. */
@Configuration(proxyBeanMethods = false)
class ResponseConfiguration {

  private static final Logger log = LoggerFactory.getLogger(ResponseConfiguration.class);
  private static final Duration CLEAN_UP_INTERVAL = Duration.ofMinutes(10);

  /** What is larger than a request may be could never be sent again. */
  @Bean
  ResponseStore responseStore(
      StoredResponses responses, MasterKey masterKey, Clock clock, GatewayProperties properties) {
    var seal = new Seal(masterKey.derive("stored-response", "AES"));
    return new ResponseStore(responses, seal, clock, properties.maxBody().toBytes());
  }

  @Bean(destroyMethod = "dispose")
  Disposable responseCleanUp(ResponseStore responses) {
    return Flux.interval(CLEAN_UP_INTERVAL)
        .onBackpressureDrop()
        .concatMap(tick -> responses.forgetExpired().onErrorResume(ResponseConfiguration::later))
        .subscribe();
  }

  private static Mono<Void> later(Throwable failure) {
    log.warn("Expired responses could not be removed, will try again: {}", failure.toString());
    return Mono.empty();
  }
}
