package io.tollgate.portal.overview;

import io.tollgate.portal.security.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import reactor.core.publisher.Mono;

/** The start page of platform admins; while it is open it asks for itself again. */
@Controller
class OverviewController {

  private final OverviewPage page;

  OverviewController(OverviewPage page) {
    this.page = page;
  }

  @GetMapping("/admin")
  Mono<String> overview(@AuthenticationPrincipal SignedIn person, Model model) {
    return page.of(person)
        .doOnNext(seen -> model.addAttribute("page", seen))
        .thenReturn("overview/overview");
  }
}
