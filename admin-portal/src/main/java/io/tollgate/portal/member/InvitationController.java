package io.tollgate.portal.member;

import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.operation.Lookup;
import io.tollgate.portal.operation.Refusal;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where the link of an invitation leads. */
@Controller
class InvitationController {

  private final InvitationOperations invitations;
  private final Tenants tenants;
  private final Toasts toasts;
  private final Texts texts;

  InvitationController(
      InvitationOperations invitations, Tenants tenants, Toasts toasts, Texts texts) {
    this.invitations = invitations;
    this.tenants = tenants;
    this.toasts = toasts;
    this.texts = texts;
  }

  @GetMapping("/invitations/{token}")
  Mono<String> invitation(
      @AuthenticationPrincipal @Nullable SignedIn person,
      @PathVariable String token,
      ServerHttpResponse response,
      Model model) {
    return invitations
        .find(Secret.of(token))
        .zipWhen(invitation -> Lookup.known(tenants.find(invitation.tenant())))
        .map(found -> {
          var invitation = found.getT1();
          var role = invitation.role().name().toLowerCase(Locale.ROOT);
          model.addAttribute("token", token);
          model.addAttribute("tenant", found.getT2());
          model.addAttribute("invitation", invitation);
          model.addAttribute("role", texts.text("role." + role));
          model.addAttribute(
              "other", person != null && !person.user().email().equals(invitation.email()));
          return "member/invitation";
        })
        .onErrorResume(
            NotVisible.class,
            gone -> {
              response.setStatusCode(HttpStatus.NOT_FOUND);
              return Mono.just("member/gone");
            });
  }

  @PostMapping("/invitations/{token}")
  Mono<String> accept(
      ServerWebExchange exchange,
      @AuthenticationPrincipal @Nullable SignedIn person,
      @PathVariable String token) {
    if (person == null) {
      return Mono.just("redirect:/sign-in?next=/invitations/" + token);
    }
    return invitations
        .accept(person.viewer(), Secret.of(token))
        .flatMap(membership ->
            exchange
                .getSession()
                .doOnNext(session ->
                    session.getAttributes().put(SignedIn.TENANT, membership.tenant().toString())))
        .then(toasts.redirect(exchange, "/", Toast.done(texts.text("invitation.accepted"))))
        .onErrorResume(failure -> refused(exchange, token, failure));
  }

  private Mono<String> refused(ServerWebExchange exchange, String token, Throwable failure) {
    return Refusal.of(failure)
        .filter(refusal -> refusal.status().value() == 409)
        .map(refusal ->
            toasts.redirect(
                exchange,
                "/invitations/" + token,
                Toast.failed(texts.text("refusal." + refusal.code()))))
        .orElseGet(() -> Mono.error(failure));
  }
}
