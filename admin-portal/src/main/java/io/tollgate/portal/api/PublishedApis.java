package io.tollgate.portal.api;

import io.tollgate.domain.authorization.NotVisible;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.operation.Lookup;
import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Crumb;
import io.tollgate.portal.web.Texts;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the API that a path below {@code /t/{slug}/apis} names, and the way back to it. */
@Component
public class PublishedApis {

  private final Tenants tenants;
  private final ApiOperations apis;
  private final Texts texts;

  PublishedApis(Tenants tenants, ApiOperations apis, Texts texts) {
    this.tenants = tenants;
    this.apis = apis;
    this.texts = texts;
  }

  /** An API in the tenant that publishes it. */
  public record Published(Tenant tenant, Api api) {

    public String path() {
      return "/t/" + tenant.slug() + "/apis/" + api.id();
    }
  }

  public Mono<Tenant> tenant(String slug) {
    return Lookup.known(tenants.findBySlug(slug));
  }

  public Mono<Published> find(SignedIn person, String slug, ApiId id) {
    return tenant(slug)
        .zipWith(apis.find(person.viewer(), id))
        .map(found -> new Published(found.getT1(), found.getT2()))
        .filter(found -> found.api().tenant().equals(found.tenant().id()))
        .switchIfEmpty(Mono.error(NotVisible::new));
  }

  public List<Crumb> crumbs(Tenant tenant) {
    return List.of(new Crumb(texts.text("navigation.ownApis"), "/t/" + tenant.slug() + "/apis"));
  }

  public List<Crumb> crumbs(Published published) {
    return List.of(
        crumbs(published.tenant()).getFirst(), new Crumb(published.api().name(), published.path()));
  }
}
