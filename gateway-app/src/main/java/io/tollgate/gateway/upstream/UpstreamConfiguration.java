package io.tollgate.gateway.upstream;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.tollgate.network.token.AccessTokens;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Sets up the clients of the providers, on the threads that serve the gateway's own clients. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

  /** One coarse clock for all time limits: setting and cancelling one costs next to nothing. */
  @Bean(destroyMethod = "stop")
  Timer timeouts() {
    return new HashedWheelTimer(
        new DefaultThreadFactory("tollgate-timeouts", true), 50, TimeUnit.MILLISECONDS);
  }

  @Bean
  AccessTokens serviceAccountTokens(Clock clock) {
    return new AccessTokens(clock);
  }

  @Bean
  UpstreamClients upstreamClients(
      UpstreamProperties properties,
      ReactorResourceFactory resources,
      Timer timer,
      AccessTokens tokens) {
    return new UpstreamClients(properties, resources.getLoopResources(), timer, tokens);
  }
}
