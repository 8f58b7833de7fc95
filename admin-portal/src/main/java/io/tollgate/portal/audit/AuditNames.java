package io.tollgate.portal.audit;

import io.tollgate.domain.application.Application;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.Applications;
import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.identity.User;
import io.tollgate.domain.identity.UserId;
import io.tollgate.domain.identity.Users;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.Models;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.Providers;
import io.tollgate.domain.tenant.Tenant;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.tenant.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The names behind the ids in audit entries. What is gone since has no name any more. */
@Component
class AuditNames {

  private static final Pattern ID =
      Pattern.compile("\\b\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b");

  /** How what a field or an object of this name refers to is found. */
  private final Map<String, Function<UUID, Mono<String>>> finders;

  AuditNames(
      Applications applications,
      Apis apis,
      Models models,
      Providers providers,
      Tenants tenants,
      Users users) {
    Function<UUID, Mono<String>> api = id -> apis.find(new ApiId(id)).map(Api::name);
    Function<UUID, Mono<String>> model = id -> models.find(new ModelId(id)).map(Model::name);
    Function<UUID, Mono<String>> user = id -> users.find(new UserId(id)).map(User::displayName);
    finders =
        Map.ofEntries(
            Map.entry(
                "application",
                id -> applications.find(new ApplicationId(id)).map(Application::name)),
            Map.entry("api", api),
            Map.entry("successor", api),
            Map.entry("plan", id -> apis.findPlan(new PlanId(id)).map(Plan::name)),
            Map.entry("model", model),
            Map.entry("models", model),
            Map.entry("provider", id -> providers.find(new ProviderId(id)).map(Provider::name)),
            Map.entry("tenant", id -> tenants.find(new TenantId(id)).map(Tenant::name)),
            Map.entry("user", user),
            Map.entry("member", user),
            Map.entry("owner", user));
  }

  /** What stands for something: the kind of thing, and its id. */
  private record Reference(String kind, String id) {}

  /** The names of all that the entries refer to, by id: who acted, on what, and with what. */
  Mono<Map<String, String>> behind(List<AuditEntry> entries) {
    return Flux.fromStream(entries.stream().flatMap(AuditNames::references))
        .filter(reference -> finders.containsKey(reference.kind()))
        .distinct()
        .flatMap(this::named, 8)
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<Map.Entry<String, String>> named(Reference reference) {
    return Objects.requireNonNull(finders.get(reference.kind()))
        .apply(UUID.fromString(reference.id()))
        .map(name -> Map.entry(reference.id(), name));
  }

  private static Stream<Reference> references(AuditEntry entry) {
    var change = entry.change();
    var actor = change.actor().user();
    var tenant = change.tenant();
    return Stream.of(
            ids(change.objectType(), change.objectId()),
            tenant == null
                ? Stream.<Reference>empty()
                : Stream.of(new Reference("tenant", tenant.toString())),
            actor == null
                ? Stream.<Reference>empty()
                : Stream.of(new Reference("user", actor.toString())),
            ids(change.before()),
            ids(change.after()))
        .flatMap(Function.identity());
  }

  private static Stream<Reference> ids(Map<String, String> fields) {
    return fields.entrySet().stream().flatMap(field -> ids(field.getKey(), field.getValue()));
  }

  private static Stream<Reference> ids(String kind, String text) {
    return ID.matcher(text).results().map(MatchResult::group).map(id -> new Reference(kind, id));
  }
}
