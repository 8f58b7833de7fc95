package io.tollgate.portal.token;

import io.tollgate.domain.authorization.Scope;
import io.tollgate.domain.identity.AccessToken;
import io.tollgate.domain.identity.AccessTokenId;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Moment;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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

/** A person's access tokens: the only place where they are made. */
@Controller
class TokenController {

  private static final String PATH = "/account/tokens";

  private final TokenOperations tokens;
  private final Moments moments;
  private final Toasts toasts;
  private final Texts texts;
  private final Clock clock;

  TokenController(
      TokenOperations tokens, Moments moments, Toasts toasts, Texts texts, Clock clock) {
    this.tokens = tokens;
    this.moments = moments;
    this.toasts = toasts;
    this.texts = texts;
    this.clock = clock;
  }

  /** A token as the table shows it. */
  record Line(
      AccessTokenId id,
      String name,
      String prefix,
      String scopes,
      Status status,
      boolean valid,
      Moment created,
      @Nullable Moment expires,
      @Nullable Moment used) {}

  @GetMapping(PATH)
  Mono<String> list(@AuthenticationPrincipal SignedIn person, Model model) {
    model.addAttribute("form", TokenForm.empty());
    return page(person, model);
  }

  /** Answers with the one page that shows the token: no redirect, so that it is never stored. */
  @PostMapping(PATH)
  Mono<String> create(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("form") TokenForm form,
      BindingResult errors,
      Model model) {
    exchange.getResponse().getHeaders().setCacheControl("no-store");
    return Forms.submit(
        exchange.getResponse(),
        errors,
        tokens
            .create(person.viewer(), form.details())
            .map(issued -> {
              model.addAttribute("token", issued.secret().reveal());
              model.addAttribute("name", issued.token().name());
              model.addAttribute("crumbs", List.of(new Crumb(texts.text("tokens.title"), PATH)));
              return "token/issued";
            }),
        () -> page(person, model));
  }

  @PostMapping(PATH + "/{id}/revoke")
  Mono<String> revoke(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @PathVariable AccessTokenId id) {
    return tokens
        .revoke(person.viewer(), id)
        .flatMap(revoked ->
            toasts.redirect(
                exchange, PATH, Toast.done(texts.text("tokens.revoked.done", revoked.name()))));
  }

  private Mono<String> page(SignedIn person, Model model) {
    model.addAttribute("crumbs", List.of(new Crumb(texts.text("account.title"), "/account")));
    model.addAttribute("scopes", scopes(person));
    return tokens
        .list(person.viewer())
        .map(token -> line(token, person))
        .collectList()
        .map(lines -> {
          model.addAttribute("tokens", lines);
          return "token/tokens";
        });
  }

  private List<Choice> scopes(SignedIn person) {
    return Arrays.stream(Scope.values())
        .filter(scope -> scope != Scope.PLATFORM || person.viewer().platformAdmin())
        .map(scope -> new Choice(scope.name(), label(scope)))
        .toList();
  }

  private Line line(AccessToken token, SignedIn person) {
    var valid = token.isValid(clock.instant());
    return new Line(
        token.id(),
        token.name(),
        token.prefix() + "…",
        token.scopes().stream().sorted().map(this::label).collect(Collectors.joining(", ")),
        status(token, valid),
        valid,
        moments.of(token.createdAt(), person),
        moments.ofNullable(token.expiresAt(), person),
        moments.ofNullable(token.lastUsedAt(), person));
  }

  private Status status(AccessToken token, boolean valid) {
    if (valid) {
      return Status.ok(texts.text("tokens.status.valid"));
    }
    return Status.neutral(
        texts.text(token.revokedAt() == null ? "tokens.status.expired" : "tokens.status.revoked"));
  }

  private String label(Scope scope) {
    return texts.text("tokens.scope." + scope.name().toLowerCase(Locale.ROOT));
  }
}
