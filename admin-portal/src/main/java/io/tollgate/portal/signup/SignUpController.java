package io.tollgate.portal.signup;

import static java.util.Objects.requireNonNull;

import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.identity.EmailTaken;
import io.tollgate.domain.identity.Invitation;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.secret.Secret;
import io.tollgate.portal.member.InvitationOperations;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.security.ClientAddress;
import io.tollgate.portal.security.Passwords;
import io.tollgate.portal.security.SignInLimits;
import io.tollgate.portal.security.SignIns;
import io.tollgate.portal.security.SignUpPolicy;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Forms;
import jakarta.validation.Valid;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

/** The sign-up page: for anyone, or only for those who were invited. */
@Controller
class SignUpController {

  private static final String PAGE = "signup/sign-up";

  private final SignUpPolicy policy;
  private final SignUps signUps;
  private final InvitationOperations invitations;
  private final Passwords passwords;
  private final SignInLimits limits;
  private final SignIns signIns;

  SignUpController(
      SignUpPolicy policy,
      SignUps signUps,
      InvitationOperations invitations,
      Passwords passwords,
      SignInLimits limits,
      SignIns signIns) {
    this.policy = policy;
    this.signUps = signUps;
    this.invitations = invitations;
    this.passwords = passwords;
    this.limits = limits;
    this.signIns = signIns;
  }

  @GetMapping("/sign-up")
  Mono<String> page(
      @AuthenticationPrincipal @Nullable SignedIn person,
      @RequestParam(required = false) @Nullable String invitation,
      Model model) {
    if (person != null) {
      return Mono.just("redirect:/");
    }
    return allowed(invitation)
        .map(invited -> {
          var email = invited.map(Invitation::email).orElse(null);
          model.addAttribute("form", SignUpForm.empty(email, invitation));
          return PAGE;
        });
  }

  @PostMapping("/sign-up")
  Mono<String> signUp(
      ServerWebExchange exchange,
      @Valid @ModelAttribute("form") SignUpForm form,
      BindingResult errors) {
    return allowed(form.invitation())
        .flatMap(invited ->
            Forms.submit(
                exchange.getResponse(),
                errors,
                make(form, invited, ClientAddress.of(exchange.getRequest()))
                    .flatMap(user -> signIns.begin(exchange, user))
                    .then(Mono.fromSupplier(() -> next(form))),
                () -> Mono.just(PAGE)));
  }

  /** The invitation that is followed, if any; without one the policy must let anyone in. */
  private Mono<Optional<Invitation>> allowed(@Nullable String invitation) {
    if (invitation != null && !invitation.isEmpty()) {
      return invitations.find(Secret.of(invitation)).map(Optional::of);
    }
    return policy
        .isOpen()
        .flatMap(open -> open ? Mono.just(Optional.empty()) : Mono.error(new NotVisible()));
  }

  private Mono<User> make(SignUpForm form, Optional<Invitation> invited, String address) {
    return Mono.defer(
            () -> {
              var checks = new Checks();
              var email = checks.email("email", form.email());
              invited.ifPresent(invitation ->
                  checks.require(
                      invitation.email().equals(email), "email", "signUp.email.invited"));
              checks.done();
              return limits
                  .allowsSignUp(address)
                  .flatMap(
                      allows -> allows ? limits.signedUp(address).thenReturn(email) : tooMany());
            })
        .zipWhen(email -> passwords.hash(requireNonNull(form.password())))
        .flatMap(checked ->
            signUps.make(
                checked.getT1(),
                requireNonNull(form.name()),
                checked.getT2(),
                zone(form.timeZone())))
        // Says as little as it can about the account that is there.
        .onErrorMap(EmailTaken.class, taken -> InvalidInput.of("email", "signUp.email.unusable"));
  }

  private static Mono<String> tooMany() {
    return Mono.error(InvalidInput.of("email", "signIn.tooOften"));
  }

  private static String next(SignUpForm form) {
    var invitation = form.invitation();
    return invitation == null || invitation.isEmpty()
        ? "redirect:/"
        : "redirect:/invitations/" + invitation;
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null || name.isBlank() ? ZoneId.of("UTC") : ZoneId.of(name);
    } catch (DateTimeException unknown) {
      return ZoneId.of("UTC");
    }
  }
}
