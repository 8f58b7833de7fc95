package io.tollgate.benchmarks.bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** {@code BareGateway <port> <upstream>}: forwards everything, with the framework's defaults. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class BareGateway {
  /** Starts the gateway. */
  public static void main(String[] arguments) {
    String route = "--spring.cloud.gateway.server.webflux.routes[0].";
    SpringApplication.run(
        BareGateway.class,
        "--server.port=" + arguments[0],
        "--server.address=127.0.0.1",
        "--spring.main.banner-mode=off",
        route + "id=upstream",
        route + "uri=" + arguments[1],
        route + "predicates[0]=Path=/**");
  }
}
