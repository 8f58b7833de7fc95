package io.tollgate.portal.settings;

import io.tollgate.portal.model.ModelPublishing;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Choices;
import io.tollgate.portal.web.Forms;
import io.tollgate.portal.web.Texts;
import io.tollgate.portal.web.Toast;
import io.tollgate.portal.web.Toasts;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The platform's settings. */
@Controller
class SettingsController {

  private static final String PATH = "/admin/settings";

  private final SettingsOperations settings;
  private final Choices choices;
  private final Toasts toasts;
  private final Texts texts;

  SettingsController(SettingsOperations settings, Choices choices, Toasts toasts, Texts texts) {
    this.settings = settings;
    this.choices = choices;
    this.toasts = toasts;
    this.texts = texts;
  }

  record SettingsForm(@Nullable SignUp signUp, @Nullable ModelPublishing modelPublishing) {}

  @GetMapping(PATH)
  Mono<String> show(@AuthenticationPrincipal SignedIn person, Model model) {
    return settings
        .find(person.viewer())
        .flatMap(current -> {
          model.addAttribute("form", new SettingsForm(current.signUp(), current.modelPublishing()));
          return page(person, model);
        });
  }

  @PostMapping(PATH)
  Mono<String> save(
      ServerWebExchange exchange,
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("form") SettingsForm form,
      BindingResult errors,
      Model model) {
    return Forms.submit(
        exchange.getResponse(),
        errors,
        settings
            .change(person.viewer(), form.signUp(), form.modelPublishing())
            .flatMap(
                saved -> toasts.redirect(exchange, PATH, Toast.done(texts.text("settings.saved")))),
        () -> page(person, model));
  }

  private Mono<String> page(SignedIn person, Model model) {
    return settings
        .leftOvers(person.viewer())
        .collectList()
        .map(leftOvers -> {
          model.addAttribute("signUps", choices.of("settings.signUp.", SignUp.values()));
          model.addAttribute(
              "publishings", choices.of("settings.modelPublishing.", ModelPublishing.values()));
          model.addAttribute("leftOvers", leftOvers);
          return "settings/settings";
        });
  }
}
