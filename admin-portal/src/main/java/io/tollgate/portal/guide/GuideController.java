package io.tollgate.portal.guide;

import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The guides, for people and for programs; they are for everybody. */
@Controller
class GuideController {

  private static final MediaType MARKDOWN =
      new MediaType("text", "markdown", StandardCharsets.UTF_8);
  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final Guides guides;
  private final Texts texts;

  GuideController(Guides guides, Texts texts) {
    this.guides = guides;
    this.texts = texts;
  }

  @GetMapping("/docs")
  String list(Model model) {
    model.addAttribute("guides", guides.all());
    return "guide/guides";
  }

  @GetMapping("/docs/{name}")
  String guide(@PathVariable String name, Model model) {
    model.addAttribute("crumbs", List.of(new Crumb(texts.text("navigation.guides"), "/docs")));
    model.addAttribute("guide", find(name));
    model.addAttribute("guides", guides.all());
    return "guide/guide";
  }

  @GetMapping("/docs/{name}.md")
  ResponseEntity<String> markdown(@PathVariable String name) {
    return ResponseEntity.ok().contentType(MARKDOWN).body(find(name).markdown());
  }

  @GetMapping("/llms.txt")
  ResponseEntity<String> llms() {
    return ResponseEntity.ok().contentType(TEXT).body(guides.llms());
  }

  private Guide find(String name) {
    return guides.find(name).orElseThrow(NotVisible::new);
  }
}
