package io.tollgate.portal.user;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.User.Status;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Conflict;
import io.tollgate.portal.playground.PlaygroundKeys;
import io.tollgate.portal.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What platform admins do with people's accounts. */
@Component
class UserOperations {

  private final Users users;
  private final Sessions sessions;
  private final PlaygroundKeys playgroundKeys;
  private final Transactions transactions;

  UserOperations(
      Users users, Sessions sessions, PlaygroundKeys playgroundKeys, Transactions transactions) {
    this.users = users;
    this.sessions = sessions;
    this.playgroundKeys = playgroundKeys;
    this.transactions = transactions;
  }

  /**
   * People by e-mail address.
   *
   * @param text what their address or name holds; null or empty for everybody
   * @param after the address that the page before ended with
   */
  Flux<User> search(Viewer viewer, @Nullable String text, @Nullable String after, int limit) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return users.search(text == null ? "" : text.strip(), after, limit);
    });
  }

  Mono<User> find(Viewer viewer, UserId id) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return known(users.find(id));
    });
  }

  /**
   * Keeps a person out: their sessions end, they cannot sign in, and their access tokens are
   * refused. The keys of their applications belong to the tenant and go on.
   */
  Mono<User> disable(Viewer viewer, UserId id) {
    return change(viewer, id, Status.DISABLED, "disabled")
        // What is under way is refused from the next request on; this is so that nothing is left.
        .delayUntil(disabled -> sessions.endAllOf(id))
        .delayUntil(disabled -> playgroundKeys.endAllOf(viewer, id));
  }

  Mono<User> enable(Viewer viewer, UserId id) {
    return change(viewer, id, Status.ACTIVE, "enabled");
  }

  private Mono<User> change(Viewer viewer, UserId id, Status status, String happened) {
    return managed(viewer, id)
        .flatMap(user -> {
          if (user.status() == status) {
            return Mono.just(user);
          }
          if (id.equals(viewer.user())) {
            return Mono.error(new Conflict("own_account"));
          }
          return transactions.write(
              users.changeStatus(id, status),
              saved ->
                  Audited.by(viewer, null, "user", id, happened)
                      .changed("status", user.status(), saved.status())
                      .change());
        });
  }

  private Mono<User> managed(Viewer viewer, UserId id) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_USERS);
      return known(users.find(id));
    });
  }
}
