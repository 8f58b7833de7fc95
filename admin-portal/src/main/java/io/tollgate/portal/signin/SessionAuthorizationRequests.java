package io.tollgate.portal.signin;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what was asked of the issuer in the session, as JSON, until the issuer answers. */
final class SessionAuthorizationRequests
    implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {

  /** Where the person wanted to go before signing in. */
  static final String NEXT = "next";

  private static final String ATTRIBUTE = "oidc";

  private final JsonMapper json;

  SessionAuthorizationRequests(JsonMapper json) {
    this.json = json;
  }

  private record Stored(
      String uri,
      String authorizationUri,
      String clientId,
      String redirectUri,
      Set<String> scopes,
      String state,
      Map<String, String> parameters,
      Map<String, String> attributes) {}

  @Override
  public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
    var state = exchange.getRequest().getQueryParams().getFirst("state");
    return exchange
        .getSession()
        .mapNotNull(this::read)
        .filter(request -> state != null && state.equals(request.getState()));
  }

  @Override
  public Mono<Void> saveAuthorizationRequest(
      OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
    var next = exchange.getRequest().getQueryParams().getFirst(NEXT);
    return exchange
        .getSession()
        .doOnNext(session -> {
          session.getAttributes().put(ATTRIBUTE, json.writeValueAsString(stored(request)));
          if (next != null) {
            session.getAttributes().put(NEXT, next);
          }
        })
        .then();
  }

  @Override
  public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
    return loadAuthorizationRequest(exchange)
        .delayUntil(request ->
            exchange.getSession().doOnNext(session -> session.getAttributes().remove(ATTRIBUTE)));
  }

  private @Nullable OAuth2AuthorizationRequest read(WebSession session) {
    if (!(session.getAttributes().get(ATTRIBUTE) instanceof String written)) {
      return null;
    }
    var stored = json.readValue(written, Stored.class);
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(stored.authorizationUri())
        .authorizationRequestUri(stored.uri())
        .clientId(stored.clientId())
        .redirectUri(stored.redirectUri())
        .scopes(stored.scopes())
        .state(stored.state())
        .additionalParameters(Map.copyOf(stored.parameters()))
        .attributes(attributes -> attributes.putAll(stored.attributes()))
        .build();
  }

  private static Stored stored(OAuth2AuthorizationRequest request) {
    return new Stored(
        request.getAuthorizationRequestUri(),
        request.getAuthorizationUri(),
        request.getClientId(),
        requireNonNull(request.getRedirectUri()),
        request.getScopes(),
        requireNonNull(request.getState()),
        texts(request.getAdditionalParameters()),
        texts(request.getAttributes()));
  }

  private static Map<String, String> texts(Map<String, Object> values) {
    return values.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
  }
}
