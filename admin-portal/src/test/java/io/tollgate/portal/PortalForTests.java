package io.tollgate.portal;

import io.tollgate.domain.secret.MasterKey;
import io.tollgate.migrations.PostgresForTests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import reactor.core.publisher.Mono;

/** A portal on a free port with a database of its own. */
public final class PortalForTests implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final PostgresForTests.Database database;
  private final ReactiveWebServerApplicationContext context;

  private PortalForTests(
      PostgresForTests.Database database, ReactiveWebServerApplicationContext context) {
    this.database = database;
    this.context = context;
  }

  /** Starts a portal; further settings are {@code name=value}. */
  public static PortalForTests start(String... settings) {
    return start(PortalApplication.builder(), settings);
  }

  /** Starts a portal whose clock shows another time than ours, and goes on from there. */
  public static PortalForTests startAt(Instant now) {
    var clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now));
    return start(
        PortalApplication.builder()
            .initializers(context ->
                context.addBeanFactoryPostProcessor(beans -> {
                  ((BeanDefinitionRegistry) beans).removeBeanDefinition("clock");
                  beans.registerSingleton("clock", clock);
                })));
  }

  private static PortalForTests start(SpringApplicationBuilder builder, String... settings) {
    var database = PostgresForTests.create();
    var all = new ArrayList<>(database.properties());
    all.addAll(
        List.of(
            "tollgate.portal.port=0",
            "tollgate.portal.management-port=0",
            "tollgate.portal.gateway-url=https://gateway.example",
            "tollgate.master-key=" + MasterKey.generate().export()));
    all.addAll(List.of(settings));
    var context = builder.properties(all.toArray(String[]::new)).run();
    return new PortalForTests(database, (ReactiveWebServerApplicationContext) context);
  }

  public String url() {
    return "http://localhost:" + context.getWebServer().getPort();
  }

  public int managementPort() {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.management.port"));
  }

  public PostgresForTests.Database database() {
    return database;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What a publisher emits, or null when it is empty. */
  public static <T> T get(Mono<T> mono) {
    return mono.block(PATIENCE);
  }

  @Override
  public void close() {
    context.close();
  }
}
