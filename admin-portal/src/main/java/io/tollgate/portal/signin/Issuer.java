package io.tollgate.portal.signin;

import static java.util.Objects.requireNonNull;

import io.tollgate.portal.PortalProperties;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The issuer of the settings. Its endpoints are discovered when somebody first signs in through it,
 * so that an issuer that is down keeps nobody from starting the portal or using a password.
 */
final class Issuer implements ReactiveClientRegistrationRepository {

  static final String ID = "sso";

  private final Mono<ClientRegistration> registration;

  Issuer(PortalProperties properties) {
    var oidc = requireNonNull(properties.oidc());
    var callback = properties.publicUrl() + "/sign-in/" + ID + "/callback";
    this.registration =
        Mono.fromCallable(() -> discover(oidc, callback))
            .subscribeOn(Schedulers.boundedElastic())
            .cacheInvalidateIf(found -> false);
  }

  @Override
  public Mono<ClientRegistration> findByRegistrationId(String registrationId) {
    return registrationId.equals(ID) ? registration : Mono.empty();
  }

  private static ClientRegistration discover(PortalProperties.Oidc oidc, String callback) {
    return ClientRegistrations.fromIssuerLocation(oidc.issuer().toString())
        .registrationId(ID)
        .clientId(oidc.clientId())
        .clientSecret(oidc.clientSecret().reveal())
        .redirectUri(callback)
        .scope("openid", "email", "profile")
        .build();
  }
}
