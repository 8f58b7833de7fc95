package io.tollgate.portal;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.audit.Actor;
import io.tollgate.domain.audit.Change;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Lifecycle;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Role;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.crypto.password.PasswordEncoder;
import reactor.core.publisher.Mono;

/** Puts people, tenants and APIs into a portal's database, through the domain's ports. */
public final class Samples {

  /** The password of everybody. */
  public static final String PASSWORD = "correct horse battery";

  private final PortalForTests portal;
  private final String passwordHash;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  public Samples(PortalForTests portal) {
    this.portal = portal;
    this.passwordHash = portal.bean(PasswordEncoder.class).encode(PASSWORD);
  }

  public Tenant tenant(String slug, String name) {
    return write(
        portal
            .bean(Tenants.class)
            .save(
                new Tenant(
                    TenantId.create(),
                    slug,
                    name,
                    Tenant.Kind.TEAM,
                    Tenant.Status.ACTIVE,
                    ZoneId.of("UTC"),
                    now)));
  }

  public User platformAdmin(String email) {
    return user(email, true);
  }

  public User member(String email, Tenant tenant, Role role) {
    var user = user(email, false);
    write(portal.bean(Tenants.class).save(new Membership(tenant.id(), user.id(), role, now)));
    return user;
  }

  public User user(String email, boolean platformAdmin) {
    return save(
        new User(
            UserId.create(),
            email,
            email.substring(0, 1).toUpperCase(Locale.ROOT) + email.substring(1, email.indexOf('@')),
            passwordHash,
            false,
            platformAdmin,
            User.Status.ACTIVE,
            ZoneId.of("UTC"),
            now,
            null));
  }

  public User save(User user) {
    return write(portal.bean(Users.class).save(user));
  }

  public Model model(String name) {
    var model =
        write(
            portal
                .bean(Models.class)
                .save(
                    new Model(
                        ModelId.create(),
                        name,
                        "A model for tests.",
                        128_000,
                        16_384,
                        Set.of(Model.Capability.CHAT, Model.Capability.TOOLS),
                        Model.Strategy.PRIORITY,
                        Model.Status.ACTIVE,
                        now)));
    write(
        portal
            .bean(Models.class)
            .add(
                new Price(
                    PriceId.create(),
                    model.id(),
                    null,
                    Money.USD,
                    now,
                    250_000_000L,
                    2_000_000_000L,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null)));
    return model;
  }

  public Api api(Tenant owner, String slug, String name, Model... models) {
    return api(owner, slug, name, Api.Visibility.PUBLIC, models);
  }

  public Api api(
      Tenant owner, String slug, String name, Api.Visibility visibility, Model... models) {
    var ids = Arrays.stream(models).map(Model::id).collect(Collectors.toSet());
    return write(
        portal
            .bean(Apis.class)
            .save(
                new Api(
                    ApiId.create(),
                    owner.id(),
                    slug,
                    name,
                    "What " + name + " is for, in a sentence.",
                    "More of it.\n\nOver several lines.",
                    "1",
                    models.length == 0 ? Api.Kind.REST : Api.Kind.AI,
                    Lifecycle.PUBLISHED,
                    visibility,
                    "/" + slug,
                    ids,
                    null,
                    null,
                    false,
                    null,
                    now,
                    now)));
  }

  public Plan plan(Api api, String slug, Plan.Approval approval) {
    return write(
        portal
            .bean(Apis.class)
            .save(
                new Plan(
                    PlanId.create(),
                    api.id(),
                    slug,
                    slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1),
                    "For whoever needs it.",
                    approval,
                    600,
                    100_000,
                    Set.of(),
                    Plan.Status.ACTIVE,
                    now)));
  }

  public Application application(Tenant tenant, String name) {
    return write(
        portal
            .bean(Applications.class)
            .save(
                new Application(
                    ApplicationId.create(),
                    tenant.id(),
                    name,
                    "",
                    Application.Status.ACTIVE,
                    null,
                    now)));
  }

  /** A browser in which somebody is signed in. */
  public Browser signedIn(User user) {
    var browser = new Browser(portal.url());
    var answer =
        browser.submit("/sign-in", "/sign-in", Map.of("email", user.email(), "password", PASSWORD));
    if (answer.status() / 100 != 3) {
      throw new IllegalStateException("signing in failed: " + answer);
    }
    return browser;
  }

  public <T> T write(Mono<T> write) {
    return PortalForTests.get(
        portal
            .bean(Transactions.class)
            .write(
                write,
                written ->
                    new Change(
                        Actor.system("test"),
                        null,
                        "test.set-up",
                        "test",
                        "1",
                        Map.of(),
                        Map.of())));
  }
}
