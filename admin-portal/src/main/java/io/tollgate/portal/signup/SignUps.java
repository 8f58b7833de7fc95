package io.tollgate.portal.signup;

import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a new person together with the personal tenant that they own. */
@Component
public class SignUps {

  private static final int LONGEST_SLUG = 40;
  private static final int SUFFIX_BYTES = 3;

  private final Users users;
  private final Tenants tenants;
  private final Transactions transactions;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SignUps(Users users, Tenants tenants, Transactions transactions, Clock clock) {
    this.users = users;
    this.tenants = tenants;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Makes the person.
   *
   * @param passwordHash null for somebody who signs in through an issuer
   */
  public Mono<User> make(
      String email, String name, @Nullable String passwordHash, ZoneId timeZone) {
    var now = clock.instant();
    var user =
        new User(
            UserId.create(),
            email.strip().toLowerCase(Locale.ROOT),
            name.strip(),
            passwordHash,
            false,
            false,
            User.Status.ACTIVE,
            timeZone,
            now,
            now);
    return freeSlug(user.email())
        .flatMap(slug ->
            transactions.write(save(user, personalTenant(user, slug, now)), SignUps::audited));
  }

  private Mono<User> save(User user, Tenant tenant) {
    return users
        .save(user)
        .delayUntil(saved -> tenants.save(tenant))
        .delayUntil(saved ->
            tenants.save(new Membership(tenant.id(), saved.id(), Role.OWNER, tenant.createdAt())));
  }

  private static Tenant personalTenant(User user, String slug, Instant now) {
    return new Tenant(
        TenantId.create(),
        slug,
        user.displayName(),
        Tenant.Kind.PERSONAL,
        Tenant.Status.ACTIVE,
        user.timeZone(),
        now);
  }

  private Mono<String> freeSlug(String email) {
    var wanted = slug(email.substring(0, email.indexOf('@')));
    return tenants.findBySlug(wanted).map(taken -> wanted + "-" + suffix()).defaultIfEmpty(wanted);
  }

  private static String slug(String text) {
    var slug = text.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
    slug = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)).replaceAll("-+$", "");
    return slug.isEmpty() ? "tenant" : slug;
  }

  private String suffix() {
    var bytes = new byte[SUFFIX_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Change audited(User user) {
    return new Change(
        new Actor(user.id(), user.email()),
        null,
        "user.signed-up",
        "user",
        user.id().toString(),
        Map.of(),
        Map.of("email", user.email(), "displayName", user.displayName()));
  }
}
