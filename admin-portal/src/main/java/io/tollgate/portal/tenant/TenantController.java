package io.tollgate.portal.tenant;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Figure;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Page;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.util.List;
import java.util.Locale;
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

/** All tenants, for platform admins; suspending one shows first what it stops. */
@Controller
class TenantController {

  private static final String LIST = TenantSearch.PATH;
  private static final int PAGE_SIZE = 50;

  private final TenantOperations tenants;
  private final SuspensionImpact impact;
  private final Moments moments;
  private final Toasts toasts;
  private final Texts texts;

  TenantController(
      TenantOperations tenants,
      SuspensionImpact impact,
      Moments moments,
      Toasts toasts,
      Texts texts) {
    this.tenants = tenants;
    this.impact = impact;
    this.moments = moments;
    this.toasts = toasts;
    this.texts = texts;
  }

  /** A tenant as a line. */
  record Line(
      String id,
      String name,
      String slug,
      String kind,
      String timeZone,
      Moment since,
      boolean active,
      Status status) {}

  /** What somebody fills in about a new tenant; without an owner it is theirs. */
  record TenantForm(
      @Nullable String name,
      @Nullable String slug,
      @Nullable String timeZone,
      @Nullable String owner) {

    NewTenant made() {
      return new NewTenant(slug, new TenantDetails(name, timeZone), owner);
    }
  }

  /** The tenant's short name, typed by who suspends it. */
  record SuspendForm(@Nullable String confirmation) {}

  @GetMapping(LIST)
  Mono<String> list(
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("search") TenantSearch search,
      Model model) {
    model.addAttribute("form", new TenantForm(null, null, person.user().timeZone().getId(), null));
    return listPage(person, search, model);
  }

  @PostMapping(LIST)
  Mono<String> create(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("form") TenantForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        tenants
            .create(person.viewer(), form.made())
            .flatMap(created -> back(exchange, created.id(), "tenant.created")),
        () -> listPage(person, TenantSearch.FIRST, model));
  }

  @GetMapping(LIST + "/{id}")
  Mono<String> show(
      @AuthenticationPrincipal SignedIn person, @PathVariable TenantId id, Model model) {
    model.addAttribute("form", new SuspendForm(null));
    return page(person, id, model);
  }

  @PostMapping(LIST + "/{id}/suspend")
  Mono<String> suspend(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable TenantId id,
      @ModelAttribute("form") SuspendForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        tenants
            .suspend(person.viewer(), id, form.confirmation())
            .flatMap(saved -> back(exchange, id, "tenant.suspended.done")),
        () -> page(person, id, model));
  }

  @PostMapping(LIST + "/{id}/resume")
  Mono<String> resume(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable TenantId id) {
    return tenants
        .resume(person.viewer(), id)
        .flatMap(saved -> back(exchange, id, "tenant.resumed.done"));
  }

  private Mono<String> listPage(SignedIn person, TenantSearch search, Model model) {
    return Mono.defer(() -> {
      Authorization.require(person.viewer(), Action.VIEW_PLATFORM);
      return tenants
          .list(person.viewer(), search.q(), search.cursor(), PAGE_SIZE + 1)
          .collectList()
          .map(read -> Page.of(read, PAGE_SIZE))
          .map(page -> {
            model.addAttribute(
                "tenants", page.shown().stream().map(tenant -> line(tenant, person)).toList());
            model.addAttribute("pager", page.pager(search.cursor() == null, search::on));
            model.addAttribute("search", search);
            model.addAttribute("filtered", search.narrows());
            return "tenant/tenants";
          });
    });
  }

  private Mono<String> page(SignedIn person, TenantId id, Model model) {
    return impact
        .of(person.viewer(), id)
        .zipWith(tenants.find(person.viewer(), id))
        .map(found -> {
          model.addAttribute("figures", figures(found.getT1()));
          model.addAttribute("tenant", line(found.getT2(), person));
          model.addAttribute("crumbs", List.of(new Crumb(texts.text("tenants.title"), LIST)));
          return "tenant/tenant";
        });
  }

  private List<Figure> figures(Impact counted) {
    return List.of(
        figure("tenant.keys", counted.keys()),
        figure("tenant.subscriptions", counted.subscriptions()),
        figure("tenant.apis", counted.apis()),
        figure("tenant.consumers", counted.consumers()),
        figure("tenant.members", counted.members()));
  }

  private Figure figure(String key, long count) {
    return new Figure(texts.text(key), Numbers.whole(count), texts.text(key + ".note"));
  }

  private Line line(Tenant tenant, SignedIn person) {
    boolean active = tenant.status() == Tenant.Status.ACTIVE;
    return new Line(
        tenant.id().toString(),
        tenant.name(),
        tenant.slug(),
        texts.text("tenant.kind." + tenant.kind().name().toLowerCase(Locale.ROOT)),
        tenant.timeZone().getId(),
        moments.of(tenant.createdAt(), person),
        active,
        active
            ? Status.ok(texts.text("model.active"))
            : Status.danger(texts.text("tenant.suspended")));
  }

  private Mono<String> back(ServerWebExchange exchange, TenantId id, String key) {
    return toasts.redirect(exchange, LIST + "/" + id, Toast.done(texts.text(key)));
  }
}
