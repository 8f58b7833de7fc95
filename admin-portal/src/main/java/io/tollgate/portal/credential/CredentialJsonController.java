package io.tollgate.portal.credential;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Credential;
import io.tollgate.domain.application.CredentialFilter;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** API keys, for scripts. The key itself is in the answer that makes it, and in no other. */
@AdminApi
@Tag(name = "Keys")
class CredentialJsonController {

  /**
   * Which keys are asked for.
   *
   * @param q a part of the name, or how the key begins
   */
  record KeyQuestion(@Nullable String q, CredentialFilter.@Nullable State state) {

    CredentialQuery query() {
      return new CredentialQuery(q, state);
    }
  }

  record KeyRequest(@Nullable String name, @Nullable Instant expiresAt) {}

  /** For how long the old key goes on serving; null for not at all. */
  record RotationRequest(@Nullable Long overlapSeconds) {}

  record KeyResponse(
      UUID id,
      UUID application,
      String name,
      String prefix,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable Instant lastUsedAt) {

    static KeyResponse of(Credential credential) {
      return new KeyResponse(
          credential.id().value(),
          credential.application().value(),
          credential.name(),
          credential.prefix(),
          credential.createdAt(),
          credential.expiresAt(),
          credential.revokedAt(),
          credential.lastUsedAt());
    }
  }

  /** The only answer that holds the key. */
  record IssuedKeyResponse(KeyResponse credential, String key) {

    static IssuedKeyResponse of(IssuedKey issued) {
      return new IssuedKeyResponse(KeyResponse.of(issued.credential()), issued.key().reveal());
    }

    @Override
    public String toString() {
      return credential.toString();
    }
  }

  private final CredentialOperations credentials;

  CredentialJsonController(CredentialOperations credentials) {
    this.credentials = credentials;
  }

  @GetMapping("/applications/{application}/keys")
  Mono<Listing<KeyResponse>> listKeys(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ApplicationId application,
      @ParameterObject KeyQuestion question,
      @ParameterObject Paging paging) {
    return Flux.defer(() ->
            credentials.list(
                viewer,
                application,
                question.query(),
                paging.after(CredentialId::of),
                paging.size() + 1))
        .map(KeyResponse::of)
        .collectList()
        .map(read -> Listing.ofOneMore(read, key -> key.id().toString(), paging.size()));
  }

  @PostMapping("/applications/{application}/keys")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<IssuedKeyResponse> createKey(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ApplicationId application,
      @RequestBody KeyRequest request) {
    return credentials
        .issue(viewer, application, new CredentialDetails(request.name(), request.expiresAt()))
        .map(IssuedKeyResponse::of);
  }

  @PostMapping("/keys/{key}/revoke")
  Mono<KeyResponse> revokeKey(
      @AuthenticationPrincipal Viewer viewer, @PathVariable CredentialId key) {
    return credentials.revoke(viewer, key).map(KeyResponse::of);
  }

  @PostMapping("/keys/{key}/rotate")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<IssuedKeyResponse> rotateKey(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable CredentialId key,
      @RequestBody RotationRequest request) {
    var seconds = request.overlapSeconds();
    var overlap = seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds);
    return credentials.rotate(viewer, key, overlap).map(IssuedKeyResponse::of);
  }
}
