package io.tollgate.portal.provider;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.portal.problem.LeftOutDefinitions;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Choices;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import io.tollgate.providers.vendor.DeclaredQuirk;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Providers for platform admins: a call shows that one works before it is saved. */
@Controller
class ProviderController {

  private static final String LIST = "/admin/providers";

  private final ProviderOperations providers;
  private final ProviderTrials trials;
  private final LeftOutDefinitions leftOut;
  private final Toasts toasts;
  private final Texts texts;
  private final Choices choices;

  ProviderController(
      ProviderOperations providers,
      ProviderTrials trials,
      LeftOutDefinitions leftOut,
      Toasts toasts,
      Texts texts,
      Choices choices) {
    this.providers = providers;
    this.trials = trials;
    this.leftOut = leftOut;
    this.toasts = toasts;
    this.texts = texts;
    this.choices = choices;
  }

  /** A provider as a line. */
  record Line(
      String id,
      String name,
      String vendor,
      String baseUrl,
      @Nullable String secretHint,
      Status status) {}

  @ModelAttribute("vendors")
  List<Choice> vendors() {
    return Stream.concat(
            Vendors.all().stream().map(vendor -> new Choice(vendor.id(), vendor.name())),
            Stream.of(new Choice(ProviderChecks.CUSTOM, texts.text("provider.custom"))))
        .toList();
  }

  @ModelAttribute("wireFormats")
  List<Choice> wireFormats() {
    return orUsual(choices.of("wireFormat.", WireFormat.values()));
  }

  /** What further settings may say of a vendor that is not listed. */
  @ModelAttribute("quirks")
  DeclaredQuirk[] quirks() {
    return DeclaredQuirk.values();
  }

  @ModelAttribute("authStyles")
  List<Choice> authStyles() {
    return orUsual(choices.of("authStyle.", AuthStyle.values()));
  }

  @GetMapping(LIST)
  Mono<String> list(@AuthenticationPrincipal SignedIn person, Model model) {
    return providers
        .list(person.viewer())
        .map(this::line)
        .collectList()
        .map(lines -> {
          model.addAttribute("providers", lines);
          return "provider/providers";
        });
  }

  @GetMapping(LIST + "/new")
  Mono<String> blank(@AuthenticationPrincipal SignedIn person, Model model) {
    model.addAttribute("form", ProviderForm.empty());
    return newPage(person, model);
  }

  @PostMapping(LIST)
  Mono<String> create(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("form") ProviderForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        save(exchange, person, form, "provider.created"),
        () -> newPage(person, model));
  }

  @PostMapping(LIST + "/test")
  Mono<String> testAndCreate(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("form") ProviderForm form,
      BindingResult errors,
      Model model) {
    var tested =
        trials
            .run(person.viewer(), form.made(), form.testModel())
            .flatMap(trial -> {
              if (trial.passed()) {
                return save(exchange, person, form, "provider.tested");
              }
              model.addAttribute("trial", trial);
              exchange.getResponse().setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
              return newPage(person, model);
            });
    return Forms.submit(exchange.getResponse(), errors, tested, () -> newPage(person, model));
  }

  @GetMapping(LIST + "/{id}")
  Mono<String> show(
      @AuthenticationPrincipal SignedIn person, @PathVariable ProviderId id, Model model) {
    return page(person, id, model);
  }

  @PostMapping(LIST + "/{id}")
  Mono<String> edit(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ProviderId id,
      @ModelAttribute("form") ProviderForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        providers
            .edit(person.viewer(), id, form.details(), form.typedSecret())
            .flatMap(saved -> back(exchange, id, "provider.saved")),
        () -> page(person, id, model));
  }

  @PostMapping(LIST + "/{id}/test")
  Mono<String> test(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ProviderId id,
      @ModelAttribute("form") ProviderForm form,
      BindingResult errors,
      Model model) {
    var tested =
        trials
            .run(person.viewer(), id, form.details(), form.typedSecret(), form.testModel())
            .flatMap(trial -> {
              model.addAttribute("trial", trial);
              return page(person, id, model);
            });
    return Forms.submit(exchange.getResponse(), errors, tested, () -> page(person, id, model));
  }

  @PostMapping(LIST + "/{id}/disable")
  Mono<String> disable(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ProviderId id) {
    return providers
        .disable(person.viewer(), id)
        .flatMap(saved -> back(exchange, id, "provider.disabled.done"));
  }

  @PostMapping(LIST + "/{id}/enable")
  Mono<String> enable(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable ProviderId id) {
    return providers
        .enable(person.viewer(), id)
        .flatMap(saved -> back(exchange, id, "provider.enabled.done"));
  }

  private Mono<String> save(
      ServerWebExchange exchange, SignedIn person, ProviderForm form, String key) {
    return providers
        .create(person.viewer(), form.made())
        .flatMap(saved -> back(exchange, saved.id(), key));
  }

  private Mono<String> newPage(SignedIn person, Model model) {
    // Who may not see the providers gets no form either.
    return providers
        .list(person.viewer())
        .then(
            Mono.fromSupplier(() -> {
              model.addAttribute("crumbs", crumbs());
              return "provider/new";
            }));
  }

  private Mono<String> page(SignedIn person, ProviderId id, Model model) {
    return providers
        .find(person.viewer(), id)
        .map(provider -> {
          if (!model.containsAttribute("form")) {
            model.addAttribute("form", ProviderForm.of(provider));
          }
          model.addAttribute("provider", line(provider));
          model.addAttribute("leftOut", leftOut.ofProvider(id, person));
          model.addAttribute("active", provider.status() == Provider.Status.ACTIVE);
          model.addAttribute("crumbs", crumbs());
          return "provider/provider";
        });
  }

  private List<Choice> orUsual(List<Choice> values) {
    return Stream.concat(Stream.of(new Choice("", texts.text("provider.usual"))), values.stream())
        .toList();
  }

  private Line line(Provider provider) {
    return new Line(
        provider.id().toString(),
        provider.name(),
        Vendors.find(provider.vendor()).map(Vendor::name).orElse(texts.text("provider.custom")),
        provider.baseUrl().toString(),
        provider.secretHint(),
        provider.status() == Provider.Status.ACTIVE
            ? Status.ok(texts.text("model.active"))
            : Status.neutral(texts.text("model.disabled")));
  }

  private List<Crumb> crumbs() {
    return List.of(new Crumb(texts.text("providers.title"), LIST));
  }

  private Mono<String> back(ServerWebExchange exchange, ProviderId id, String key) {
    return toasts.redirect(exchange, LIST + "/" + id, Toast.done(texts.text(key)));
  }
}
