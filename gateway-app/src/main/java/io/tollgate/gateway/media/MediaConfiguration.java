package io.tollgate.gateway.media;

import io.tollgate.network.AddressGuard;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Sets up the fetching of files, on the threads that serve the gateway's clients. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaProperties.class)
class MediaConfiguration {

  @Bean
  MediaFetcher mediaFetcher(MediaProperties properties, ReactorResourceFactory resources) {
    return new MediaFetcher(properties, resources.getLoopResources(), AddressGuard.publicOnly());
  }
}
