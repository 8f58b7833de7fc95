package io.tollgate.gateway.upstream;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Sets up the clients of the providers, on the threads that serve the gateway's own clients. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

  @Bean
  UpstreamClients upstreamClients(UpstreamProperties properties, ReactorResourceFactory resources) {
    return new UpstreamClients(properties, resources.getLoopResources());
  }
}
