package io.tollgate.portal.security;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import reactor.core.publisher.Mono;

/** What a browser may do with our pages, and which of them need a person. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

  private static final String[] OPEN_TO_EVERYBODY = {
    "/",
    "/apis",
    "/models",
    "/models/{id}",
    "/apis/{slug}",
    "/apis/{slug}/reference",
    "/apis/{slug}/openapi",
    "/docs",
    "/docs/{name}",
    "/llms.txt",
    "/sign-in/**",
    "/sign-up",
    "/invitations/**",
    "/livez",
    "/readyz"
  };

  /**
   * Files need headers but nobody's session, and no token. So do metrics and health: they are on a
   * port of their own, which is not for the public.
   */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityWebFilterChain assetSecurity(ServerHttpSecurity http) {
    return BrowserHeaders.ofFiles(http)
        .securityMatcher(
            new OrServerWebExchangeMatcher(
                new PathPatternParserServerWebExchangeMatcher("/assets/**"),
                new PathPatternParserServerWebExchangeMatcher("/actuator/**")))
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
        .build();
  }

  @Bean
  SecurityWebFilterChain pageSecurity(
      ServerHttpSecurity http,
      SessionAuthentications authentications,
      SessionCsrfTokens csrfTokens) {
    return BrowserHeaders.ofPages(http)
        .securityContextRepository(authentications)
        .csrf(csrf ->
            csrf.csrfTokenRepository(csrfTokens)
                .accessDeniedHandler((exchange, denied) -> Mono.error(new FormExpired())))
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .anonymous(ServerHttpSecurity.AnonymousSpec::disable)
        .authorizeExchange(exchanges ->
            exchanges.pathMatchers(OPEN_TO_EVERYBODY).permitAll().anyExchange().authenticated())
        .exceptionHandling(handling -> handling.authenticationEntryPoint(toSignIn()))
        .build();
  }

  /** Sends people to sign in, and back to the page they asked for. */
  private static ServerAuthenticationEntryPoint toSignIn() {
    return (exchange, failure) ->
        Mono.fromRunnable(() -> {
          var response = exchange.getResponse();
          response.setStatusCode(HttpStatus.SEE_OTHER);
          response.getHeaders().setLocation(signIn(exchange.getRequest()));
        });
  }

  private static URI signIn(ServerHttpRequest request) {
    if (!HttpMethod.GET.equals(request.getMethod())) {
      return URI.create("/sign-in");
    }
    var uri = request.getURI();
    var asked =
        uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    return URI.create("/sign-in?next=" + URLEncoder.encode(asked, StandardCharsets.UTF_8));
  }
}
