package io.tollgate.portal.settings;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Settings;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.security.SignUpPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What platform admins set. */
@Component
class SettingsOperations {

  private final Settings settings;
  private final Transactions transactions;

  SettingsOperations(Settings settings, Transactions transactions) {
    this.settings = settings;
    this.transactions = transactions;
  }

  Mono<SignUp> signUp(Viewer viewer) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return stored();
    });
  }

  Mono<SignUp> setSignUp(Viewer viewer, @Nullable SignUp wanted) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_SETTINGS);
      if (wanted == null) {
        return Mono.error(InvalidInput.of("signUp", "input.required"));
      }
      return stored().flatMap(was -> was == wanted ? Mono.just(was) : save(viewer, was, wanted));
    });
  }

  private Mono<SignUp> save(Viewer viewer, SignUp was, SignUp wanted) {
    return transactions
        .write(
            settings.save(SignUpPolicy.SETTING, wanted.stored()),
            saved ->
                Audited.by(viewer, null, "setting", SignUpPolicy.SETTING, "changed")
                    .changed("value", was, wanted)
                    .change())
        .thenReturn(wanted);
  }

  private Mono<SignUp> stored() {
    return settings.find(SignUpPolicy.SETTING).map(SignUp::of).defaultIfEmpty(SignUp.INVITED);
  }
}
