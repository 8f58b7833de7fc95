package io.tollgate.portal.session;

import io.tollgate.portal.PortalProperties;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.server.session.SpringSessionWebSessionStore;
import org.springframework.web.server.session.CookieWebSessionIdResolver;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts the stored sessions behind WebFlux's own. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

  private static final Logger log = LoggerFactory.getLogger(SessionConfiguration.class);
  private static final Duration CLEAN_UP_INTERVAL = Duration.ofMinutes(10);

  @Bean
  WebSessionManager webSessionManager(Sessions sessions, PortalProperties properties) {
    var manager = new DefaultWebSessionManager();
    manager.setSessionIdResolver(cookie(properties));
    manager.setSessionStore(new SpringSessionWebSessionStore<>(sessions));
    return manager;
  }

  @Bean(destroyMethod = "dispose")
  Disposable sessionCleanUp(Sessions sessions) {
    return Flux.interval(CLEAN_UP_INTERVAL)
        .onBackpressureDrop()
        .concatMap(tick -> sessions.deleteExpired().onErrorResume(SessionConfiguration::later))
        .subscribe();
  }

  private static Mono<Void> later(Throwable failure) {
    log.warn("Expired sessions could not be removed, will try again: {}", failure.toString());
    return Mono.empty();
  }

  private static CookieWebSessionIdResolver cookie(PortalProperties properties) {
    var resolver = new SessionCookie();
    // Browsers give the cookies of one host to all of its ports: the port keeps two portals apart.
    resolver.setCookieName(
        properties.https() ? "__Host-tollgate" : "tollgate-" + properties.port());
    resolver.addCookieInitializer(cookie -> {
      cookie
          .path("/")
          .httpOnly(true)
          .sameSite("Lax")
          // The server decides when a session ends; the cookie goes with the browser.
          .maxAge(Duration.ofSeconds(-1));
      if (properties.https()) {
        // Without this it is secure where the request was: here or at a trusted proxy.
        cookie.secure(true);
      }
    });
    return resolver;
  }
}
