package io.tollgate.gateway;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.gateway.authentication.ApiKeyAuthentication;
import io.tollgate.gateway.authentication.ApiVisibility;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** What all parts of the gateway share. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

  @Bean
  MasterKey masterKey(@Value("${tollgate.master-key}") String base64) {
    return MasterKey.parse(base64);
  }

  @Bean
  SecretVault secretVault(MasterKey masterKey) {
    return new SecretVault(masterKey);
  }

  @Bean
  ApiKeyAuthentication apiKeyAuthentication(MasterKey masterKey) {
    return new ApiKeyAuthentication(new ApiKeys(masterKey));
  }

  @Bean
  ApiVisibility apiVisibility(ApiKeyAuthentication authentication, Clock clock) {
    return new ApiVisibility(authentication, clock);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Threads of the gateway's own: another application in the process has others. */
  @Bean
  ReactorResourceFactory reactorResourceFactory() {
    var resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.setLoopResourcesSupplier(() -> LoopResources.create("tollgate-gateway"));
    // Whoever had to finish has finished by then; by default two seconds are waited for nobody.
    resources.setShutdownQuietPeriod(Duration.ZERO);
    return resources;
  }
}
