package io.tollgate.portal.user;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Mono;

/** People's accounts, for scripts. */
@AdminApi
@Tag(name = "Users")
class UserJsonController {

  record UserResponse(
      UUID id,
      String email,
      String name,
      boolean platformAdmin,
      User.Status status,
      Instant createdAt,
      @Nullable Instant lastSignInAt) {

    static UserResponse of(User user) {
      return new UserResponse(
          user.id().value(),
          user.email(),
          user.displayName(),
          user.platformAdmin(),
          user.status(),
          user.createdAt(),
          user.lastSignInAt());
    }
  }

  private final UserOperations users;

  UserJsonController(UserOperations users) {
    this.users = users;
  }

  @GetMapping("/users")
  Mono<Listing<UserResponse>> listUsers(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(required = false) @Nullable String q,
      @ParameterObject Paging paging) {
    return users
        .search(viewer, q, paging.after(), paging.size() + 1)
        .map(UserResponse::of)
        .collectList()
        .map(read -> Listing.ofOneMore(read, UserResponse::email, paging.size()));
  }

  @GetMapping("/users/{user}")
  Mono<UserResponse> getUser(@AuthenticationPrincipal Viewer viewer, @PathVariable UserId user) {
    return users.find(viewer, user).map(UserResponse::of);
  }

  @PostMapping("/users/{user}/disable")
  Mono<UserResponse> disableUser(
      @AuthenticationPrincipal Viewer viewer, @PathVariable UserId user) {
    return users.disable(viewer, user).map(UserResponse::of);
  }

  @PostMapping("/users/{user}/enable")
  Mono<UserResponse> enableUser(@AuthenticationPrincipal Viewer viewer, @PathVariable UserId user) {
    return users.enable(viewer, user).map(UserResponse::of);
  }
}
