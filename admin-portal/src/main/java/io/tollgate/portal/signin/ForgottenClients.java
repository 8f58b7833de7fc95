package io.tollgate.portal.signin;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.server.ServerOAuth2AuthorizedClientRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Keeps no token of an issuer: we ask it who somebody is, and nothing after that. */
final class ForgottenClients implements ServerOAuth2AuthorizedClientRepository {

  @Override
  public <T extends OAuth2AuthorizedClient> Mono<T> loadAuthorizedClient(
      String registrationId, Authentication principal, ServerWebExchange exchange) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> saveAuthorizedClient(
      OAuth2AuthorizedClient client, Authentication principal, ServerWebExchange exchange) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> removeAuthorizedClient(
      String registrationId, Authentication principal, ServerWebExchange exchange) {
    return Mono.empty();
  }
}
