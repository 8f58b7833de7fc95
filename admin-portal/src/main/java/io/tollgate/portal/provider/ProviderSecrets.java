package io.tollgate.portal.provider;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.secret.Secret;
import io.tollgate.network.token.ServiceAccount;
import io.tollgate.network.token.UnusableKeyFile;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.providers.aws.AwsKeys;
import org.jspecify.annotations.Nullable;

/** What a provider's secret may be: a key, Amazon's keys, or the key file of a service account. */
final class ProviderSecrets {

  private static final int LONGEST = 8000;

  private ProviderSecrets() {}

  /** Says what is wrong with a secret of this provider; nothing where there is none. */
  static void check(Checks checks, Provider provider, @Nullable Secret secret) {
    if (secret == null) {
      return;
    }
    var text = secret.reveal();
    checks.require(text.length() <= LONGEST, "secret", "input.tooLong");
    if (isKeyFile(provider, secret)) {
      checkKeyFile(checks, provider, secret);
      return;
    }
    checks.require(
        text.chars().allMatch(character -> character > ' ' && character < 127),
        "secret",
        "input.characters");
    checks.require(
        provider.authStyle() != AuthStyle.SIGV4 || AwsKeys.isOne(secret),
        "secret",
        "input.awsKeys");
  }

  private static void checkKeyFile(Checks checks, Provider provider, Secret secret) {
    try {
      read(provider, secret);
    } catch (UnusableKeyFile unusable) {
      checks.reject("secret", key(unusable));
    }
  }

  /** The account that a provider is called as; null where the secret is what is shown. */
  static @Nullable ServiceAccount account(Provider provider, @Nullable Secret secret) {
    if (secret == null || !isKeyFile(provider, secret)) {
      return null;
    }
    try {
      return read(provider, secret);
    } catch (UnusableKeyFile unusable) {
      throw InvalidInput.of("secret", key(unusable));
    }
  }

  /** What is shown of a secret, to tell it from others. */
  static String hint(Provider provider, Secret secret) {
    var account = account(provider, secret);
    return account == null ? secret.hint() : account.hint();
  }

  private static boolean isKeyFile(Provider provider, Secret secret) {
    return provider.authStyle() != AuthStyle.NONE && ServiceAccount.isOne(secret);
  }

  private static ServiceAccount read(Provider provider, Secret secret) {
    return ServiceAccount.parse(secret).usableAt(provider.baseUrl());
  }

  private static String key(UnusableKeyFile unusable) {
    return unusable.field() == null ? "input.keyFile" : "input.keyFile." + unusable.field();
  }
}
