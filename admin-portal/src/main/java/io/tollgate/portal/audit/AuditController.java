package io.tollgate.portal.audit;

import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.audit.AuditFilter;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.operation.Lookup;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.CsvFile;
import io.tollgate.portal.web.Pager;
import io.tollgate.portal.web.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who changed what, field by field: for a tenant's admins, and all of it for the platform's. */
@Controller
class AuditController {

  private static final int PAGE_SIZE = 50;
  private static final String PAGE = "audit/audit";

  private final AuditOperations audit;
  private final Tenants tenants;
  private final AuditLines lines;
  private final Texts texts;

  AuditController(AuditOperations audit, Tenants tenants, AuditLines lines, Texts texts) {
    this.audit = audit;
    this.tenants = tenants;
    this.lines = lines;
    this.texts = texts;
  }

  @GetMapping("/t/{slug}/audit")
  Mono<String> ofTenant(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @ModelAttribute("form") AuditForm form,
      @RequestParam(required = false) @Nullable Long before,
      Model model) {
    return Lookup.known(tenants.findBySlug(slug))
        .flatMap(tenant -> {
          model.addAttribute("lede", texts.text("audit.lede", tenant.name()));
          var filter = form.filter(person.user().timeZone()).within(tenant.id());
          var entries = audit.entries(person.viewer(), filter, before, PAGE_SIZE + 1);
          var path = "/t/" + tenant.slug() + "/audit";
          return page(person, entries, form, path, before, model);
        });
  }

  @GetMapping("/admin/audit")
  Mono<String> ofPlatform(
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("form") AuditForm form,
      @RequestParam(required = false) @Nullable Long before,
      Model model) {
    model.addAttribute("lede", texts.text("audit.lede.platform"));
    model.addAttribute("platform", true);
    var filter = form.filter(person.user().timeZone());
    var entries = audit.entries(person.viewer(), filter, before, PAGE_SIZE + 1);
    return page(person, entries, form, "/admin/audit", before, model);
  }

  @GetMapping("/t/{slug}/audit.csv")
  Mono<ResponseEntity<Flux<String>>> exportOfTenant(
      @AuthenticationPrincipal SignedIn person,
      @PathVariable String slug,
      @ModelAttribute("form") AuditForm form) {
    return Lookup.known(tenants.findBySlug(slug))
        .map(tenant -> form.filter(person.user().timeZone()).within(tenant.id()))
        .map(filter -> export(person, filter));
  }

  @GetMapping("/admin/audit.csv")
  ResponseEntity<Flux<String>> exportOfPlatform(
      @AuthenticationPrincipal SignedIn person, @ModelAttribute("form") AuditForm form) {
    return export(person, form.filter(person.user().timeZone()));
  }

  private ResponseEntity<Flux<String>> export(SignedIn person, AuditFilter filter) {
    return CsvFile.of("audit.csv", audit.csv(person.viewer(), filter));
  }

  /** Checks the whole chain, which takes a while when it is long. */
  @GetMapping("/admin/audit/check")
  Mono<String> check(
      @AuthenticationPrincipal SignedIn person,
      @ModelAttribute("form") AuditForm form,
      Model model) {
    return audit
        .firstAlteration(person.viewer())
        .map(altered -> texts.text("audit.altered", altered.toString()))
        .doOnNext(finding -> model.addAttribute("altered", finding))
        .switchIfEmpty(
            Mono.fromRunnable(() -> model.addAttribute("whole", texts.text("audit.whole"))))
        .then(Mono.defer(() -> ofPlatform(person, form, null, model)));
  }

  private Mono<String> page(
      SignedIn person,
      Flux<AuditEntry> entries,
      AuditForm form,
      String path,
      @Nullable Long before,
      Model model) {
    return entries
        .collectList()
        .map(found -> {
          var shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
          var next = found.size() > PAGE_SIZE ? form.on(path, shown.getLast().sequence()) : null;
          model.addAttribute("entries", lines.of(shown, person));
          model.addAttribute("path", path);
          model.addAttribute("csv", form.on(path + ".csv", null));
          model.addAttribute("filtered", form.isFiltered());
          model.addAttribute("pager", new Pager(before == null ? null : form.on(path, null), next));
          return PAGE;
        });
  }
}
