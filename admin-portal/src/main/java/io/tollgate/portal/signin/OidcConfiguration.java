package io.tollgate.portal.signin;

import io.tollgate.portal.PortalProperties;
import io.tollgate.portal.security.BrowserHeaders;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.server.DefaultServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizationRequestResolver;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signing in through an OpenID Connect issuer, beside local accounts: the code flow with PKCE and a
 * nonce. Only who the person is, is taken from the issuer; no token of it is kept.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tollgate.portal.oidc.issuer")
class OidcConfiguration {

  /** {@code registrationId} is {@link Issuer#ID}: the button leads to /sign-in/sso. */
  private static final String START = "/sign-in/{registrationId}";

  private static final String CALLBACK = START + "/callback";

  @Bean
  Issuer issuer(PortalProperties properties) {
    return new Issuer(properties);
  }

  @Bean
  @Order(0)
  SecurityWebFilterChain oidcSecurity(
      ServerHttpSecurity http, Issuer issuer, JsonMapper json, OidcSignIn signIn) {
    return BrowserHeaders.ofPages(http)
        .securityMatcher(new PathPatternParserServerWebExchangeMatcher("/sign-in/sso/**"))
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .csrf(ServerHttpSecurity.CsrfSpec::disable) // nothing here is sent by a form
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
        .oauth2Login(login ->
            login
                .clientRegistrationRepository(issuer)
                .authorizedClientRepository(new ForgottenClients())
                .authorizationRequestResolver(requests(issuer))
                .authorizationRequestRepository(new SessionAuthorizationRequests(json))
                .authenticationMatcher(new PathPatternParserServerWebExchangeMatcher(CALLBACK))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authenticationSuccessHandler(signIn::succeeded)
                .authenticationFailureHandler(signIn::failed))
        .build();
  }

  private static ServerOAuth2AuthorizationRequestResolver requests(Issuer issuer) {
    var resolver =
        new DefaultServerOAuth2AuthorizationRequestResolver(
            issuer, new PathPatternParserServerWebExchangeMatcher(START));
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    return resolver;
  }
}
