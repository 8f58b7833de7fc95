package io.tollgate.gateway;

import io.tollgate.gateway.upstream.UpstreamProperties;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;

/**
 * The gateway. What Spring Boot sets up for it stands in {@code
 * META-INF/spring/io.tollgate.gateway.GatewayApplication.imports}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration
@ComponentScan
@EnableConfigurationProperties({GatewayProperties.class, UpstreamProperties.class})
public class GatewayApplication {

  /**
   * The gateway, ready to run, in a process of its own or beside another application. Its settings
   * are {@link GatewayProperties}, {@code tollgate.master-key} and {@code tollgate.database.*}. The
   * caller closes the context.
   */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(GatewayApplication.class)
        .properties("spring.config.name=gateway")
        .web(WebApplicationType.REACTIVE)
        .registerShutdownHook(false);
  }

  /** Runs the gateway in a process of its own. */
  public static void main(String[] arguments) {
    builder().registerShutdownHook(true).run(arguments);
  }
}
