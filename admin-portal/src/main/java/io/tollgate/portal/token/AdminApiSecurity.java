package io.tollgate.portal.token;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * The admin API knows people by their access tokens only: no cookie counts, so no form of another
 * site can act for anybody, and no session is made.
 */
@Configuration(proxyBeanMethods = false)
class AdminApiSecurity {

  private static final String SCHEME = "Bearer ";

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 1)
  SecurityWebFilterChain adminApiChain(ServerHttpSecurity http, TokenOperations tokens) {
    return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/admin/api/**"))
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .anonymous(ServerHttpSecurity.AnonymousSpec::disable)
        .headers(headers ->
            headers.contentSecurityPolicy(
                csp -> csp.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
        .addFilterAt(authentication(tokens), SecurityWebFiltersOrder.AUTHENTICATION)
        .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
        .exceptionHandling(handling ->
            handling.authenticationEntryPoint((exchange, failure) ->
                Mono.error(new ResponseStatusException(HttpStatus.UNAUTHORIZED))))
        .build();
  }

  private static WebFilter authentication(TokenOperations tokens) {
    return (exchange, chain) ->
        token(exchange)
            .flatMap(tokens::viewer)
            .map(TokenAuthentication::new)
            .singleOptional()
            .flatMap(known ->
                known.isEmpty()
                    ? chain.filter(exchange)
                    : chain
                        .filter(exchange)
                        .contextWrite(
                            ReactiveSecurityContextHolder.withAuthentication(known.get())));
  }

  private static Mono<String> token(ServerWebExchange exchange) {
    var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Mono.just(header.substring(SCHEME.length()).strip())
        : Mono.empty();
  }
}
