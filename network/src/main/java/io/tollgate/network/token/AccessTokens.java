package io.tollgate.network.token;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import reactor.netty.http.client.HttpClient;

/** Puts the access tokens of service accounts on requests, and keeps them while they last. */
public final class AccessTokens {

  private final TokenEndpoint endpoint;
  private final InstantSource clock;
  private final ConcurrentMap<ServiceAccount, HeldToken> held = new ConcurrentHashMap<>();

  public AccessTokens(InstantSource clock) {
    this.clock = clock;
    this.endpoint = new TokenEndpoint(clock);
  }

  /**
   * A client whose requests carry a token of an account. It gets the token itself, by the rules of
   * the client; a request without one ends with a {@link NoAccessTokenException} before it is sent.
   */
  public HttpClient authorised(HttpClient client, ServiceAccount account) {
    var token = held.computeIfAbsent(account, someone -> new HeldToken(clock));
    var fetch = endpoint.ask(client, account);
    return client
        .headersWhen(headers ->
            token
                .get(fetch)
                .map(got -> headers.set(HttpHeaderNames.AUTHORIZATION, got.authorization())))
        .doOnResponse((response, connection) -> {
          if (response.status().equals(HttpResponseStatus.UNAUTHORIZED)) {
            token.forget(response.requestHeaders().get(HttpHeaderNames.AUTHORIZATION));
          }
        });
  }

  /** Forgets the keys and the tokens of all other accounts: theirs were replaced or taken away. */
  public void keepOnly(Collection<ServiceAccount> accounts) {
    held.keySet().retainAll(Set.copyOf(accounts));
  }
}
