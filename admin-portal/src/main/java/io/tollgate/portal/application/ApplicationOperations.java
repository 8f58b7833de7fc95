package io.tollgate.portal.application;

import static io.tollgate.portal.operation.Lookup.known;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.Application.Status;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.Checks;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everything that can be done with an application. */
@Component
public class ApplicationOperations {

  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_DESCRIPTION = 2000;

  /** Nobody looks through more in a list of choices. */
  private static final int OFFERED = 1000;

  private final Applications applications;
  private final Tenants tenants;
  private final Transactions transactions;
  private final Clock clock;

  ApplicationOperations(
      Applications applications, Tenants tenants, Transactions transactions, Clock clock) {
    this.applications = applications;
    this.tenants = tenants;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * A tenant's applications by name.
   *
   * @param after the application that the page before ended with; null for the first page
   */
  public Flux<Application> list(
      Viewer viewer,
      TenantId tenant,
      ApplicationQuery query,
      @Nullable ApplicationId after,
      int limit) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_TENANT, tenant);
      return applications.of(tenant, query.filter(), after, limit);
    });
  }

  /**
   * Those of a tenant that a form offers, by name: the first of very many, and the one that is
   * chosen.
   */
  public Flux<Application> offered(
      Viewer viewer, TenantId tenant, ApplicationQuery query, @Nullable ApplicationId chosen) {
    var first = list(viewer, tenant, query, null, OFFERED);
    var other =
        Mono.justOrEmpty(chosen)
            .flatMap(applications::find)
            .filter(application -> application.tenant().equals(tenant))
            .filter(
                application -> query.status() == null || application.status() == query.status());
    return chosen == null ? first : Flux.concat(first, other).distinct(Application::id);
  }

  public Mono<Application> find(Viewer viewer, ApplicationId id) {
    return allowed(viewer, Action.VIEW_TENANT, id);
  }

  public Mono<Application> create(Viewer viewer, TenantId tenant, ApplicationDetails details) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_APPLICATIONS, tenant);
      var clean = check(details);
      var application =
          new Application(
              ApplicationId.create(),
              tenant,
              clean.name(),
              clean.description(),
              Status.ACTIVE,
              viewer.user(),
              clock.instant());
      return known(tenants.find(tenant))
          .then(
              transactions.write(
                  applications.save(application),
                  saved -> audited(viewer, saved, "created").with("name", saved.name()).change()));
    });
  }

  public Mono<Application> edit(Viewer viewer, ApplicationId id, ApplicationDetails details) {
    return allowed(viewer, Action.MANAGE_APPLICATIONS, id)
        .flatMap(application -> {
          var clean = check(details);
          return transactions.write(
              applications.save(application.withDetails(clean.name(), clean.description())),
              saved ->
                  audited(viewer, saved, "edited")
                      .changed("name", application.name(), saved.name())
                      .changed("description", application.description(), saved.description())
                      .change());
        });
  }

  /** Has the application's keys refused until it is enabled again. */
  public Mono<Application> disable(Viewer viewer, ApplicationId id) {
    return change(viewer, id, Status.DISABLED, "disabled");
  }

  public Mono<Application> enable(Viewer viewer, ApplicationId id) {
    return change(viewer, id, Status.ACTIVE, "enabled");
  }

  private Mono<Application> change(
      Viewer viewer, ApplicationId id, Status status, String happened) {
    return allowed(viewer, Action.MANAGE_APPLICATIONS, id)
        .flatMap(application ->
            application.status() == status
                ? Mono.just(application)
                : transactions.write(
                    applications.save(application.withStatus(status)),
                    saved ->
                        audited(viewer, saved, happened)
                            .changed("status", application.status(), status)
                            .change()));
  }

  private Mono<Application> allowed(Viewer viewer, Action action, ApplicationId id) {
    return known(applications.find(id))
        .doOnNext(application -> Authorization.require(viewer, action, application.tenant()));
  }

  private static Clean check(ApplicationDetails details) {
    var checks = new Checks();
    var clean =
        new Clean(
            checks.required("name", details.name(), LONGEST_NAME),
            checks.optional("description", details.description(), LONGEST_DESCRIPTION));
    checks.done();
    return clean;
  }

  private static Audited audited(Viewer viewer, Application application, String happened) {
    return Audited.by(viewer, application.tenant(), "application", application.id(), happened);
  }

  private record Clean(String name, String description) {}
}
