package io.tollgate.portal.provider;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody fills in about a provider. What is left empty is as usual for the vendor.
 *
 * @param secret empty keeps the stored one; of Amazon's keys the secret access key
 * @param accessKeyId of Amazon's keys only, as is the token
 * @param sessionToken empty for keys that last
 * @param settings a line {@code name=value} for each
 * @param testModel the model that a test asks for, by its name at the provider
 */
record ProviderForm(
    @Nullable String slug,
    @Nullable String name,
    @Nullable String vendor,
    @Nullable WireFormat wireFormat,
    @Nullable String baseUrl,
    @Nullable AuthStyle authStyle,
    @Nullable String authHeader,
    @Nullable String secret,
    @Nullable String accessKeyId,
    @Nullable String sessionToken,
    @Nullable String region,
    @Nullable String settings,
    @Nullable Boolean allowPrivateNetwork,
    @Nullable String testModel) {

  static ProviderForm empty() {
    return new ProviderForm(
        null,
        null,
        Vendors.OPENAI.id(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null);
  }

  static ProviderForm of(Provider provider) {
    return new ProviderForm(
        provider.slug(),
        provider.name(),
        provider.vendor(),
        provider.wireFormat(),
        provider.baseUrl().toString(),
        provider.authStyle(),
        provider.authHeader(),
        null,
        null,
        null,
        provider.region(),
        provider.settings().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining("\n")),
        provider.allowPrivateNetwork(),
        null);
  }

  NewProvider made() {
    return new NewProvider(slug, details(), typedSecret());
  }

  /** Of Amazon's keys all that belongs together. */
  @Nullable Secret typedSecret() {
    var typed = style() == AuthStyle.SIGV4 ? awsKeys() : stripped(secret);
    return typed.isEmpty() ? null : Secret.of(typed);
  }

  private String awsKeys() {
    var id = stripped(accessKeyId);
    var token = stripped(sessionToken);
    if (id.isEmpty() && token.isEmpty()) {
      // Nothing, or all of it in one, as scripts send it.
      return stripped(secret);
    }
    var key = id + ":" + stripped(secret);
    return token.isEmpty() ? key : key + ":" + token;
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private @Nullable Vendor usual() {
    return vendor == null ? null : Vendors.find(vendor).orElse(null);
  }

  private @Nullable AuthStyle style() {
    var usual = usual();
    return authStyle == null && usual != null ? usual.auth() : authStyle;
  }

  ProviderDetails details() {
    var usual = usual();
    return new ProviderDetails(
        name,
        wireFormat == null && usual != null ? usual.format() : wireFormat,
        vendor,
        isBlank(baseUrl) && usual != null ? usual.baseUrl(region) : baseUrl,
        style(),
        isBlank(authHeader) && usual != null ? usual.authHeader() : authHeader,
        region,
        settingsByName(),
        Boolean.TRUE.equals(allowPrivateNetwork));
  }

  private Map<String, String> settingsByName() {
    var named = new LinkedHashMap<String, String>();
    if (settings != null) {
      settings
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> {
            int equals = line.indexOf('=');
            named.put(
                equals < 0 ? line.strip() : line.substring(0, equals).strip(),
                equals < 0 ? "" : line.substring(equals + 1).strip());
          });
    }
    return named;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "ProviderForm[" + slug + ", " + vendor + ", " + baseUrl + "]";
  }
}
