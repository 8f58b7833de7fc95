package io.tollgate.portal.signin;

import static java.util.Objects.requireNonNull;

import io.tollgate.portal.playground.PlaygroundKeys;
import io.tollgate.portal.security.ClientAddress;
import io.tollgate.portal.security.ReturnPath;
import io.tollgate.portal.security.SignIns;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.signin.LocalAccounts.Outcome;
import jakarta.validation.Valid;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The sign-in page, and signing out. */
@Controller
class SignInController {

  private static final String PAGE = "signin/sign-in";

  private final LocalAccounts accounts;
  private final SignIns signIns;
  private final SingleSignOn singleSignOn;
  private final PlaygroundKeys playgroundKeys;

  SignInController(
      LocalAccounts accounts,
      SignIns signIns,
      SingleSignOn singleSignOn,
      PlaygroundKeys playgroundKeys) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.singleSignOn = singleSignOn;
    this.playgroundKeys = playgroundKeys;
  }

  @ModelAttribute("singleSignOn")
  @Nullable String singleSignOn() {
    return singleSignOn.name();
  }

  @GetMapping("/sign-in")
  String page(
      @AuthenticationPrincipal @Nullable SignedIn person,
      @RequestParam(required = false) @Nullable String next,
      @RequestParam(required = false) @Nullable String failed,
      Model model) {
    if (person != null) {
      return "redirect:" + ReturnPath.of(next);
    }
    model.addAttribute("form", SignInForm.empty(next));
    model.addAttribute("failed", failed != null);
    return PAGE;
  }

  @PostMapping("/sign-in")
  Mono<String> signIn(
      ServerWebExchange exchange,
      @Valid @ModelAttribute("form") SignInForm form,
      BindingResult errors) {
    if (errors.hasErrors()) {
      return Mono.just(refuse(exchange.getResponse(), HttpStatus.UNPROCESSABLE_CONTENT));
    }
    return accounts
        .check(
            requireNonNull(form.email()),
            requireNonNull(form.password()),
            ClientAddress.of(exchange.getRequest()))
        .flatMap(outcome ->
            switch (outcome) {
              case Outcome.Known known ->
                  signIns
                      .begin(exchange, known.user())
                      .thenReturn("redirect:" + ReturnPath.of(form.next()));
              case Outcome.Wrong wrong -> {
                errors.reject("signIn.wrong");
                yield Mono.just(refuse(exchange.getResponse(), HttpStatus.UNPROCESSABLE_CONTENT));
              }
              case Outcome.TooOften tooOften -> {
                errors.reject("signIn.tooOften");
                exchange.getResponse().getHeaders().set("Retry-After", "900");
                yield Mono.just(refuse(exchange.getResponse(), HttpStatus.TOO_MANY_REQUESTS));
              }
            });
  }

  @PostMapping("/sign-out")
  Mono<String> signOut(
      ServerWebExchange exchange, @AuthenticationPrincipal @Nullable SignedIn person) {
    var keys =
        person == null
            ? Mono.<Void>empty()
            : playgroundKeys.endAllOf(person.viewer(), person.user().id());
    return keys.then(signIns.end(exchange)).thenReturn("redirect:/");
  }

  private static String refuse(ServerHttpResponse response, HttpStatus status) {
    response.setStatusCode(status);
    return PAGE;
  }
}
