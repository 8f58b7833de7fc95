package io.tollgate.portal.user;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.tenant.Membership;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choices;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.ListAddress;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Pager;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Everybody with an account, for platform admins, and keeping one of them out. */
@Controller
class UserController {

  private static final String LIST = "/admin/users";
  private static final int PAGE_SIZE = 50;

  private final UserOperations users;
  private final Tenants tenants;
  private final Moments moments;
  private final Choices choices;
  private final Toasts toasts;
  private final Texts texts;

  UserController(
      UserOperations users,
      Tenants tenants,
      Moments moments,
      Choices choices,
      Toasts toasts,
      Texts texts) {
    this.users = users;
    this.tenants = tenants;
    this.moments = moments;
    this.choices = choices;
    this.toasts = toasts;
    this.texts = texts;
  }

  /** What stands in the URL: what is searched for, and where the page before ended. */
  record Search(@Nullable String q, @Nullable String after) {

    boolean narrows() {
      return q != null && !q.isBlank();
    }

    String page(@Nullable String next) {
      return ListAddress.of(LIST).with("q", q).with("after", next).toString();
    }
  }

  /** A person as a line. */
  record Line(
      String id,
      String name,
      String email,
      boolean active,
      boolean platformAdmin,
      Status status,
      Moment since,
      @Nullable Moment lastSignIn) {}

  /** A tenant that a person belongs to, and as what. */
  record Seat(String tenant, String path, String role) {}

  /** Disabling takes no input; the form is there to carry what is wrong. */
  record DisableForm() {}

  @GetMapping(LIST)
  Mono<String> list(
      @AuthenticationPrincipal SignedIn person, @ModelAttribute("form") Search form, Model model) {
    return users
        .search(person.viewer(), form.q(), form.after(), PAGE_SIZE + 1)
        .collectList()
        .map(found -> {
          var shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
          var next = found.size() > PAGE_SIZE ? form.page(shown.getLast().email()) : null;
          model.addAttribute("users", shown.stream().map(user -> line(user, person)).toList());
          model.addAttribute("filtered", form.narrows());
          model.addAttribute(
              "pager", new Pager(form.after() == null ? null : form.page(null), next));
          return "user/users";
        });
  }

  @GetMapping(LIST + "/{id}")
  Mono<String> show(
      @AuthenticationPrincipal SignedIn person, @PathVariable UserId id, Model model) {
    model.addAttribute("form", new DisableForm());
    return page(person, id, model);
  }

  @PostMapping(LIST + "/{id}/disable")
  Mono<String> disable(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable UserId id,
      @ModelAttribute("form") DisableForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        users
            .disable(person.viewer(), id)
            .flatMap(saved -> back(exchange, id, "user.disabled.done")),
        () -> page(person, id, model));
  }

  @PostMapping(LIST + "/{id}/enable")
  Mono<String> enable(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable UserId id) {
    return users
        .enable(person.viewer(), id)
        .flatMap(saved -> back(exchange, id, "user.enabled.done"));
  }

  private Mono<String> page(SignedIn person, UserId id, Model model) {
    return users
        .find(person.viewer(), id)
        .flatMap(user ->
            seats(user)
                .map(seats -> {
                  model.addAttribute("crumbs", List.of(new Crumb(texts.text("users.title"), LIST)));
                  model.addAttribute("person", line(user, person));
                  model.addAttribute("seats", seats);
                  model.addAttribute(
                      "canDisable",
                      user.status() == User.Status.ACTIVE
                          && !user.id().equals(person.user().id())
                          && Authorization.allows(person.viewer(), Action.MANAGE_USERS));
                  return "user/user";
                }));
  }

  private Mono<List<Seat>> seats(User user) {
    return tenants
        .of(user.id())
        .collectMap(Tenant::id)
        .flatMap(named ->
            tenants
                .memberships(user.id())
                .flatMapIterable(membership -> seat(membership, named))
                .collectList());
  }

  private List<Seat> seat(Membership membership, Map<TenantId, Tenant> named) {
    var tenant = named.get(membership.tenant());
    return tenant == null
        ? List.of()
        : List.of(
            new Seat(
                tenant.name(),
                "/admin/tenants/" + tenant.id(),
                choices.label("role.", membership.role())));
  }

  private Line line(User user, SignedIn person) {
    boolean active = user.status() == User.Status.ACTIVE;
    return new Line(
        user.id().toString(),
        user.displayName(),
        user.email(),
        active,
        user.platformAdmin(),
        active ? Status.ok(texts.text("model.active")) : Status.danger(texts.text("user.disabled")),
        moments.of(user.createdAt(), person),
        moments.ofNullable(user.lastSignInAt(), person));
  }

  private Mono<String> back(ServerWebExchange exchange, UserId id, String key) {
    return toasts.redirect(exchange, LIST + "/" + id, Toast.done(texts.text(key)));
  }
}
