package io.tollgate.portal.settings;

import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Apis;
import io.tollgate.domain.configuration.Settings;
import io.tollgate.domain.configuration.Transactions;
import io.tollgate.domain.tenant.Tenants;
import io.tollgate.portal.model.ModelPublishers;
import io.tollgate.portal.model.ModelPublishing;
import io.tollgate.portal.operation.Audited;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.portal.security.SignUpPolicy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What platform admins set. */
@Component
class SettingsOperations {

  private static final int LOOKUPS_AT_ONCE = 8;

  private final Settings settings;
  private final ModelPublishers publishers;
  private final Apis apis;
  private final Tenants tenants;
  private final Transactions transactions;

  SettingsOperations(
      Settings settings,
      ModelPublishers publishers,
      Apis apis,
      Tenants tenants,
      Transactions transactions) {
    this.settings = settings;
    this.publishers = publishers;
    this.apis = apis;
    this.tenants = tenants;
    this.transactions = transactions;
  }

  Mono<PlatformSettings> find(Viewer viewer) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return stored();
    });
  }

  /**
   * Changes what differs from what is set.
   *
   * @param modelPublishing null leaves it: scripts that set the one setting that there was go on
   */
  Mono<PlatformSettings> change(
      Viewer viewer, @Nullable SignUp signUp, @Nullable ModelPublishing modelPublishing) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_SETTINGS);
      if (signUp == null) {
        return Mono.error(InvalidInput.of("signUp", "input.required"));
      }
      return stored()
          .flatMap(was -> {
            var publishing = modelPublishing == null ? was.modelPublishing() : modelPublishing;
            return save(viewer, was, new PlatformSettings(signUp, publishing));
          });
    });
  }

  /** What is served from before, while some tenants may publish no models: by name. */
  Flux<LeftOver> leftOvers(Viewer viewer) {
    return Flux.defer(() -> {
      Authorization.require(viewer, Action.VIEW_PLATFORM);
      return publishers
          .chosen()
          .flatMapMany(chosen ->
              apis.all()
                  .filter(api -> api.isServed() && !api.models().isEmpty())
                  .flatMapSequential(this::leftOver, LOOKUPS_AT_ONCE)
                  .filter(one -> !chosen.allows(one.tenant())));
    });
  }

  private Mono<LeftOver> leftOver(Api api) {
    return tenants.find(api.tenant()).map(tenant -> new LeftOver(tenant, api));
  }

  private Mono<PlatformSettings> save(
      Viewer viewer, PlatformSettings was, PlatformSettings wanted) {
    return save(viewer, SignUpPolicy.SETTING, "signUp", was.signUp(), wanted.signUp())
        .then(
            save(
                viewer,
                ModelPublishing.SETTING,
                "modelPublishing",
                was.modelPublishing(),
                wanted.modelPublishing()))
        .thenReturn(wanted);
  }

  private Mono<Void> save(
      Viewer viewer, String setting, String field, Enum<?> was, Enum<?> wanted) {
    return was == wanted
        ? Mono.empty()
        : transactions
            .write(
                settings.save(setting, wanted.name().toLowerCase(Locale.ROOT)),
                saved ->
                    Audited.by(viewer, null, "setting", setting, "changed")
                        .changed(field, was, wanted)
                        .change())
            .then();
  }

  private Mono<PlatformSettings> stored() {
    return settings
        .find(SignUpPolicy.SETTING)
        .map(SignUp::of)
        .defaultIfEmpty(SignUp.INVITED)
        .zipWith(publishers.chosen(), PlatformSettings::new);
  }
}
