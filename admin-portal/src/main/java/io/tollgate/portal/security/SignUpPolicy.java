package io.tollgate.portal.security;

import io.tollgate.domain.configuration.Settings;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who may sign up: a setting that platform admins change while the portal runs. */
@Component
public class SignUpPolicy {

  /** The name of the setting; its values are {@code anyone} and {@code invited}. */
  public static final String SETTING = "sign_up";

  private final Settings settings;

  SignUpPolicy(Settings settings) {
    this.settings = settings;
  }

  /** Whether people may sign up without an invitation. */
  public Mono<Boolean> isOpen() {
    return settings.find(SETTING).map("anyone"::equals).defaultIfEmpty(false);
  }
}
