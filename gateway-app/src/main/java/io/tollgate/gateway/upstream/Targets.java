package io.tollgate.gateway.upstream;

import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.SecretUnreadable;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.domain.snapshot.ServedDeployment;
import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.providers.aws.AwsSigner;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.vendor.Vendors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where each deployment of a snapshot is called, with its secret in the clear; memory only. */
public final class Targets {

  private final Map<DeploymentId, Target> targets;
  private final List<Problem> problems;

  private Targets(Map<DeploymentId, Target> targets, List<Problem> problems) {
    this.targets = Map.copyOf(targets);
    this.problems = List.copyOf(problems);
  }

  /**
   * Opens the secrets of all providers; deployments of one whose secret is unreadable, or which
   * could not be authorised, are out.
   */
  public static Targets of(Snapshot snapshot, SecretVault vault) {
    var credentials = new HashMap<ProviderId, Optional<Credential>>();
    var targets = new HashMap<DeploymentId, Target>();
    var problems = new ArrayList<Problem>();
    snapshot.models().stream()
        .flatMap(model -> model.deployments().stream())
        .forEach(served ->
            credentials
                .computeIfAbsent(
                    served.provider().id(), id -> opened(served.provider(), vault, problems))
                .flatMap(credential -> target(served, credential, problems))
                .filter(target -> canBeAuthorised(served, target, problems))
                .ifPresent(target -> targets.put(served.deployment().id(), target)));
    return new Targets(targets, problems);
  }

  /** Empty, and one problem whatever the number of its deployments, when it is unreadable. */
  private static Optional<Credential> opened(
      Provider provider, SecretVault vault, List<Problem> problems) {
    try {
      return Optional.of(credential(provider, vault));
    } catch (SecretUnreadable unreadable) {
      problems.add(
          new Problem(
              "provider",
              provider.id().value(),
              String.valueOf(unreadable.getMessage()),
              "Enter its secret again: it was sealed with another master key, or damaged."));
      return Optional.empty();
    }
  }

  private static boolean canBeAuthorised(
      ServedDeployment served, Target target, List<Problem> problems) {
    var obstacle = AwsSigner.obstacle(target);
    obstacle.ifPresent(reason ->
        problems.add(
            new Problem(
                "deployment",
                served.deployment().id().value(),
                reason,
                "Correct the secret and the region of its provider.")));
    return obstacle.isEmpty();
  }

  /** Null when the deployment cannot be called. */
  public @Nullable Target find(DeploymentId deployment) {
    return targets.get(deployment);
  }

  public List<Problem> problems() {
    return problems;
  }

  /** Empty, and a problem, where the provider declares quirks that there are not. */
  private static Optional<Target> target(
      ServedDeployment served, Credential credential, List<Problem> problems) {
    try {
      return Optional.of(target(served, credential));
    } catch (IllegalArgumentException noQuirk) {
      problems.add(
          new Problem(
              "deployment",
              served.deployment().id().value(),
              String.valueOf(noQuirk.getMessage()),
              "Correct the further settings of its provider."));
      return Optional.empty();
    }
  }

  private static Target target(ServedDeployment served, Credential credential) {
    var provider = served.provider();
    var settings = new HashMap<>(provider.settings());
    if (provider.region() != null) {
      settings.put("region", provider.region());
    }
    return new Target(
        Vendors.of(provider.vendor(), provider.wireFormat(), provider.settings()),
        provider.baseUrl(),
        served.deployment().upstreamModel(),
        credential,
        settings,
        false);
  }

  private static Credential credential(Provider provider, SecretVault vault) {
    var encrypted = provider.encryptedSecret();
    Secret secret = encrypted == null ? null : vault.decrypt(encrypted, provider.id().toString());
    return provider.authStyle() == AuthStyle.NONE
        ? Credential.NONE
        : new Credential(provider.authStyle(), provider.authHeader(), secret);
  }
}
