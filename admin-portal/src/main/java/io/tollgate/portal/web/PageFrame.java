package io.tollgate.portal.web;

import io.tollgate.portal.security.SignUpPolicy;
import io.tollgate.portal.security.SignedIn;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.reactive.result.view.CsrfRequestDataValueProcessor;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives every page what its frame shows: person, sidebar, theme, toasts, token. What takes a query
 * is a {@code Mono}, which the view resolves just before it renders.
 */
@ControllerAdvice(annotations = Controller.class)
class PageFrame {

  /** Where people who are not signed in find a form. Elsewhere they need no session. */
  private static final Set<String> OPEN_FORMS = Set.of("sign-in", "sign-up", "invitations");

  private final Navigation navigation;
  private final Toasts toasts;
  private final SignUpPolicy signUp;

  PageFrame(Navigation navigation, Toasts toasts, SignUpPolicy signUp) {
    this.navigation = navigation;
    this.toasts = toasts;
    this.signUp = signUp;
  }

  /**
   * The path; never null, for WebFlux would take the response to be handled, and the model with it.
   */
  @ModelAttribute("path")
  String frame(
      ServerWebExchange exchange, @AuthenticationPrincipal @Nullable SignedIn person, Model model) {
    var request = exchange.getRequest();
    var path = request.getPath().pathWithinApplication().value();
    model.addAttribute("navigation", navigation.of(person, path));
    model.addAttribute("theme", Theme.of(request));
    if (person == null) {
      model.addAttribute("signUpOpen", signUp.isOpen());
    } else {
      model.addAttribute("me", person);
    }
    if (person != null || OPEN_FORMS.contains(firstSegment(path))) {
      model.addAttribute("_csrf", token(exchange));
    }
    if (HttpMethod.GET.equals(request.getMethod())
        && !request.getHeaders().containsHeader("HX-Request")) {
      model.addAttribute("toasts", person == null ? List.of() : taken(exchange));
    }
    return path;
  }

  private Mono<List<Toast>> taken(ServerWebExchange exchange) {
    return exchange.getSession().map(toasts::take);
  }

  private static Mono<CsrfToken> token(ServerWebExchange exchange) {
    Mono<CsrfToken> token = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
    return token.doOnNext(value ->
        exchange.getAttributes().put(CsrfRequestDataValueProcessor.DEFAULT_CSRF_ATTR_NAME, value));
  }

  private static String firstSegment(String path) {
    int end = path.indexOf('/', 1);
    return path.substring(1, end < 0 ? path.length() : end);
  }
}
