package io.tollgate.portal.operation;

import io.tollgate.domain.AlreadyExists;
import io.tollgate.domain.application.NameTaken;
import io.tollgate.domain.authorization.NotAllowed;
import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.catalogue.IllegalTransition;
import io.tollgate.domain.identity.EmailTaken;
import io.tollgate.domain.identity.LastPlatformAdmin;
import io.tollgate.domain.subscription.AlreadySubscribed;
import io.tollgate.domain.subscription.IllegalSubscriptionTransition;
import io.tollgate.domain.tenant.LastOwner;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Why an operation did not do what was asked, for the person who asked: the same for pages and for
 * the admin API.
 *
 * @param code stable; its text is the message {@code refusal.<code>}
 * @param fields the message key of what is wrong, for each field of the input
 * @param quotes what fills the message of a field in, where it is about a part of it
 */
public record Refusal(
    HttpStatus status, String code, Map<String, String> fields, Map<String, String> quotes) {

  private static final String TAKEN = "input.taken";

  Refusal(HttpStatus status, String code, Map<String, String> fields) {
    this(status, code, fields, Map.of());
  }

  /** What a failure means to the person; empty for one that is ours. */
  public static Optional<Refusal> of(Throwable failure) {
    return Optional.ofNullable(
        switch (failure) {
          case NotVisible unknown -> new Refusal(HttpStatus.NOT_FOUND, "not_found", Map.of());
          case NotAllowed refused -> new Refusal(HttpStatus.FORBIDDEN, "not_allowed", Map.of());
          case InvalidInput invalid ->
              new Refusal(
                  HttpStatus.UNPROCESSABLE_CONTENT,
                  "invalid_input",
                  invalid.fields(),
                  invalid.quotes());
          case Conflict conflict -> conflict(conflict.code(), Map.of());
          case AlreadyExists taken -> conflict("already_exists", Map.of(taken.field(), TAKEN));
          case NameTaken taken -> conflict("already_exists", Map.of("name", TAKEN));
          case EmailTaken taken -> conflict("already_exists", Map.of("email", TAKEN));
          case AlreadySubscribed already -> conflict("already_subscribed", Map.of());
          case IllegalTransition illegal -> conflict("illegal_transition", Map.of());
          case IllegalSubscriptionTransition illegal -> conflict("illegal_transition", Map.of());
          case LastPlatformAdmin last -> conflict("last_platform_admin", Map.of());
          case LastOwner last -> conflict("last_owner", Map.of());
          default -> null;
        });
  }

  /** What fills the message of a field in; nothing for most. */
  public Object[] quotedIn(String field) {
    var quote = quotes.get(field);
    return quote == null ? new Object[0] : new Object[] {quote};
  }

  private static Refusal conflict(String code, Map<String, String> fields) {
    return new Refusal(HttpStatus.CONFLICT, code, fields);
  }
}
