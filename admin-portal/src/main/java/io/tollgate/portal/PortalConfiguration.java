package io.tollgate.portal;

import io.tollgate.domain.application.ApiKeys;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.SecretVault;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The parts of the portal that belong to no feature. */
@Configuration(proxyBeanMethods = false)
class PortalConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Refuses to start without a master key, or with one that is no secret. */
  @Bean
  MasterKey masterKey(@Value("${tollgate.master-key}") String base64) {
    return MasterKey.parse(base64);
  }

  @Bean
  ApiKeys apiKeys(MasterKey masterKey) {
    return new ApiKeys(masterKey);
  }

  @Bean
  SecretVault secretVault(MasterKey masterKey) {
    return new SecretVault(masterKey);
  }

  /** Event loops of its own: another application in the process must not end ours with its own. */
  @Bean
  ReactorResourceFactory reactorResourceFactory() {
    var factory = new ReactorResourceFactory();
    factory.setUseGlobalResources(false);
    // Whoever had to finish has finished by then; by default two seconds are waited for nobody.
    factory.setShutdownQuietPeriod(Duration.ZERO);
    return factory;
  }

  @Bean
  NettyServerCustomizer forwardedByProxies(PortalProperties properties) {
    var proxies = properties.proxies();
    return server -> server.forwarded(proxies);
  }

  /** Argon2id; its parameters stand in each hash, so that they can be raised later. */
  @Bean
  PasswordEncoder passwordEncoder() {
    return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
  }
}
