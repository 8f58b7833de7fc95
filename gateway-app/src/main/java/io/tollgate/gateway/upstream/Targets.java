package io.tollgate.gateway.upstream;

import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.SecretUnreadable;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.domain.snapshot.ServedDeployment;
import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.network.token.ServiceAccount;
import io.tollgate.network.token.UnusableKeyFile;
import io.tollgate.providers.aws.AwsSigner;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.vendor.Vendors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where each deployment of a snapshot is called, with its secret in the clear; memory only. */
public final class Targets {

  /** What a provider is shown: the credential itself, or the account whose tokens stand for it. */
  private record Opened(Credential credential, @Nullable ServiceAccount account) {}

  private final Map<DeploymentId, Target> targets;
  private final Map<ProviderId, ServiceAccount> accounts;
  private final List<Problem> problems;

  private Targets(
      Map<DeploymentId, Target> targets,
      Map<ProviderId, ServiceAccount> accounts,
      List<Problem> problems) {
    this.targets = Map.copyOf(targets);
    this.accounts = Map.copyOf(accounts);
    this.problems = List.copyOf(problems);
  }

  /**
   * Opens the secrets of all providers; deployments of one whose secret is unreadable, or which
   * could not be authorised, are out.
   */
  public static Targets of(Snapshot snapshot, SecretVault vault) {
    var opened = new HashMap<ProviderId, Optional<Opened>>();
    var targets = new HashMap<DeploymentId, Target>();
    var problems = new ArrayList<Problem>();
    snapshot.models().stream()
        .flatMap(model -> model.deployments().stream())
        .forEach(served ->
            opened
                .computeIfAbsent(
                    served.provider().id(), id -> opened(served.provider(), vault, problems))
                .flatMap(secrets -> target(served, secrets.credential, problems))
                .filter(target -> canBeAuthorised(served, target, problems))
                .ifPresent(target -> targets.put(served.deployment().id(), target)));
    tellApart(targets);
    return new Targets(targets, accounts(opened), problems);
  }

  /** Signatures need a name where several vendors that speak the same format are called. */
  private static void tellApart(Map<DeploymentId, Target> targets) {
    var signers = new EnumMap<WireFormat, Set<String>>(WireFormat.class);
    for (Target target : targets.values()) {
      signers.computeIfAbsent(target.format(), format -> new HashSet<>()).add(target.signer());
    }
    targets.replaceAll((deployment, target) ->
        signers.getOrDefault(target.format(), Set.of()).size() > 1 ? target.amongOthers() : target);
  }

  private static Map<ProviderId, ServiceAccount> accounts(
      Map<ProviderId, Optional<Opened>> opened) {
    var accounts = new HashMap<ProviderId, ServiceAccount>();
    opened.forEach((provider, found) ->
        found.map(Opened::account).ifPresent(account -> accounts.put(provider, account)));
    return accounts;
  }

  /** Empty, and one problem whatever the number of its deployments, when it is unusable. */
  private static Optional<Opened> opened(
      Provider provider, SecretVault vault, List<Problem> problems) {
    try {
      return Optional.of(opened(provider, vault));
    } catch (SecretUnreadable unreadable) {
      problems.add(
          problem(
              provider,
              unreadable,
              "Enter its secret again: it was sealed with another master key, or damaged."));
    } catch (UnusableKeyFile unusable) {
      problems.add(
          problem(provider, unusable, "Enter the key file again, as Google's console gives it."));
    }
    return Optional.empty();
  }

  private static Problem problem(Provider provider, RuntimeException fault, String remedy) {
    return new Problem(
        "provider", provider.id().value(), String.valueOf(fault.getMessage()), remedy);
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

  /** Whose access tokens a provider is shown; null for one that is shown its secret itself. */
  public @Nullable ServiceAccount account(ProviderId provider) {
    return accounts.get(provider);
  }

  /** All whose access tokens are shown to some provider. */
  public Collection<ServiceAccount> accounts() {
    return accounts.values();
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

  private static Opened opened(Provider provider, SecretVault vault) {
    var encrypted = provider.encryptedSecret();
    Secret secret = encrypted == null ? null : vault.decrypt(encrypted, provider.id().toString());
    var style = provider.authStyle();
    // Never sent itself, however the provider is said to be shown its secret.
    if (style != AuthStyle.NONE && secret != null && ServiceAccount.isOne(secret)) {
      var account = ServiceAccount.parse(secret).usableAt(provider.baseUrl());
      return new Opened(new Credential(style, provider.authHeader(), null), account);
    }
    return new Opened(
        style == AuthStyle.NONE
            ? Credential.NONE
            : new Credential(style, provider.authHeader(), secret),
        null);
  }
}
