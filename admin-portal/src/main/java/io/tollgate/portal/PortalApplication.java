package io.tollgate.portal;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;

/**
 * The portal. What Spring Boot sets up for it stands in {@code
 * META-INF/spring/io.tollgate.portal.PortalApplication.imports}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration
@ComponentScan
@ConfigurationPropertiesScan
public class PortalApplication {

  /**
   * The portal, ready to run, in a process of its own or beside another application. Its settings
   * are {@link PortalProperties}, {@code tollgate.master-key} and {@code tollgate.database.*}. The
   * caller closes the context.
   */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(PortalApplication.class)
        .properties("spring.config.name=portal")
        .web(WebApplicationType.REACTIVE)
        .registerShutdownHook(false);
  }

  /** Runs the portal in a process of its own. */
  public static void main(String[] arguments) {
    builder().registerShutdownHook(true).run(arguments);
  }
}
