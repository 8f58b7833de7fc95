package io.tollgate.portal.account;

import static java.util.Objects.requireNonNull;

import io.tollgate.domain.audit.Change;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.portal.security.Passwords;
import io.tollgate.portal.security.SignIns;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import jakarta.validation.Valid;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A person's profile and password, and the tenant they look at. */
@Controller
class AccountController {

  private static final String PROFILE = "account/profile";
  private static final String PASSWORD = "account/password";

  private final Users users;
  private final Transactions transactions;
  private final Passwords passwords;
  private final SignIns signIns;
  private final Toasts toasts;
  private final Texts texts;

  AccountController(
      Users users,
      Transactions transactions,
      Passwords passwords,
      SignIns signIns,
      Toasts toasts,
      Texts texts) {
    this.users = users;
    this.transactions = transactions;
    this.passwords = passwords;
    this.signIns = signIns;
    this.toasts = toasts;
    this.texts = texts;
  }

  @ModelAttribute("zones")
  List<String> zones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(zone ->
            zone.equals("UTC")
                || (zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/")))
        .sorted()
        .toList();
  }

  @GetMapping("/account")
  String profile(@AuthenticationPrincipal SignedIn person, Model model) {
    model.addAttribute("form", ProfileForm.of(person.user()));
    return PROFILE;
  }

  @PostMapping("/account")
  Mono<String> saveProfile(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @Valid @ModelAttribute("form") ProfileForm form,
      BindingResult errors) {
    if (!errors.hasFieldErrors("timeZone") && !isZone(requireNonNull(form.timeZone()))) {
      errors.rejectValue("timeZone", "profile.timeZone.unknown");
    }
    if (errors.hasErrors()) {
      return Mono.just(refuse(exchange.getResponse(), PROFILE));
    }
    var before = person.user();
    var after =
        before.withProfile(
            requireNonNull(form.name()).strip(), ZoneId.of(requireNonNull(form.timeZone())));
    return transactions
        .write(
            users.save(after),
            saved ->
                new Change(
                    person.viewer().actor(),
                    null,
                    "user.changed",
                    "user",
                    saved.id().toString(),
                    profile(before),
                    profile(saved)))
        .then(toasts.redirect(exchange, "/account", Toast.done(texts.text("profile.saved"))));
  }

  @GetMapping("/account/password")
  String password(Model model) {
    model.addAttribute("form", PasswordForm.empty());
    return PASSWORD;
  }

  @PostMapping("/account/password")
  Mono<String> changePassword(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @Valid @ModelAttribute("form") PasswordForm form,
      BindingResult errors) {
    if (errors.hasErrors()) {
      return Mono.just(refuse(exchange.getResponse(), PASSWORD));
    }
    var current = requireNonNull(form.current());
    var chosen = requireNonNull(form.chosen());
    if (chosen.equals(current)) {
      errors.rejectValue("chosen", "password.chosen.same");
      return Mono.just(refuse(exchange.getResponse(), PASSWORD));
    }
    return passwords
        .matches(current, person.user().passwordHash())
        .flatMap(right -> {
          if (!right) {
            errors.rejectValue("current", "password.current.wrong");
            return Mono.just(refuse(exchange.getResponse(), PASSWORD));
          }
          return replace(person, chosen)
              .flatMap(user -> signIns.beginAnew(exchange, user))
              .then(toasts.redirect(exchange, "/", Toast.done(texts.text("password.changed"))));
        });
  }

  @PostMapping("/tenant")
  Mono<String> switchTenant(
      ServerWebExchange exchange, @AuthenticationPrincipal SignedIn person, SwitchForm form) {
    var known =
        person.seats().stream()
            .map(seat -> seat.tenant().id())
            .filter(id -> id.toString().equals(form.tenant()))
            .findFirst();
    return exchange
        .getSession()
        .doOnNext(session ->
            known
                .map(TenantId::toString)
                .ifPresent(id -> session.getAttributes().put(SignedIn.TENANT, id)))
        .thenReturn("redirect:/");
  }

  private Mono<User> replace(SignedIn person, String chosen) {
    return passwords
        .hash(chosen)
        .flatMap(hash ->
            transactions.write(
                users.save(person.user().withPassword(hash)),
                saved ->
                    new Change(
                        person.viewer().actor(),
                        null,
                        "user.password-changed",
                        "user",
                        saved.id().toString(),
                        Map.of(),
                        Map.of())));
  }

  private static Map<String, String> profile(User user) {
    return Map.of("displayName", user.displayName(), "timeZone", user.timeZone().getId());
  }

  private static boolean isZone(String text) {
    try {
      ZoneId.of(text);
      return true;
    } catch (DateTimeException unknown) {
      return false;
    }
  }

  private static String refuse(ServerHttpResponse response, String page) {
    response.setStatusCode(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  /** Which tenant to look at from now on. */
  record SwitchForm(@Nullable String tenant) {}
}
