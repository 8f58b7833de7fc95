package io.tollgate.portal.token;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.identity.AccessToken;
import io.tollgate.domain.identity.AccessTokenId;
import io.tollgate.domain.tenant.Role;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import reactor.core.publisher.Mono;

/** Whom a token stands for, and the person's tokens. They are made in the portal, not here. */
@AdminApi
@Tag(name = "Tokens")
class TokenJsonController {

  record PersonResponse(
      UUID id, String email, boolean platformAdmin, Map<UUID, Role> roles, List<Scope> scopes) {

    static PersonResponse of(Viewer viewer) {
      var roles =
          viewer.roles().entrySet().stream()
              .collect(Collectors.toMap(role -> role.getKey().value(), Map.Entry::getValue));
      return new PersonResponse(
          viewer.user().value(),
          viewer.email(),
          viewer.platformAdmin(),
          roles,
          viewer.scopes().stream().sorted().toList());
    }
  }

  record TokenResponse(
      UUID id,
      String name,
      String prefix,
      List<Scope> scopes,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable Instant lastUsedAt) {

    static TokenResponse of(AccessToken token) {
      return new TokenResponse(
          token.id().value(),
          token.name(),
          token.prefix(),
          token.scopes().stream().sorted().toList(),
          token.createdAt(),
          token.expiresAt(),
          token.revokedAt(),
          token.lastUsedAt());
    }
  }

  private final TokenOperations tokens;

  TokenJsonController(TokenOperations tokens) {
    this.tokens = tokens;
  }

  @GetMapping("/me")
  Mono<PersonResponse> getMe(@AuthenticationPrincipal Viewer viewer) {
    return Mono.just(PersonResponse.of(viewer));
  }

  @GetMapping("/tokens")
  Mono<Listing<TokenResponse>> listTokens(
      @AuthenticationPrincipal Viewer viewer, @ParameterObject Paging paging) {
    return Listing.of(tokens.list(viewer), AccessToken::id, paging, TokenResponse::of);
  }

  @PostMapping("/tokens/{token}/revoke")
  Mono<TokenResponse> revokeToken(
      @AuthenticationPrincipal Viewer viewer, @PathVariable AccessTokenId token) {
    return tokens.revoke(viewer, token).map(TokenResponse::of);
  }
}
