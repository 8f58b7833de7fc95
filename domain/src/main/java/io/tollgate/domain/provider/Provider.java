package io.tollgate.domain.provider;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An AI vendor account or an own server.
 *
 * @param vendor the vendor whose quirks apply, such as {@code openai}, {@code deepseek}, {@code
 *     custom}
 * @param encryptedSecret as made by the vault, bound to the provider's id; null without one
 * @param secretHint the last characters of the secret, for people
 * @param settings what the vendor needs beyond, such as an API version or a project
 * @param allowPrivateNetwork whether loopback and private addresses may be called
 */
public record Provider(
    ProviderId id,
    String slug,
    String name,
    WireFormat wireFormat,
    String vendor,
    URI baseUrl,
    AuthStyle authStyle,
    @Nullable String authHeader,
    @Nullable String encryptedSecret,
    @Nullable String secretHint,
    @Nullable String region,
    Map<String, String> settings,
    boolean allowPrivateNetwork,
    Status status,
    Instant createdAt) {

  public enum Status {
    ACTIVE,
    DISABLED
  }

  public Provider {
    settings = Map.copyOf(settings);
  }

  public Provider withSecret(@Nullable String encrypted, @Nullable String hint) {
    return new Provider(
        id,
        slug,
        name,
        wireFormat,
        vendor,
        baseUrl,
        authStyle,
        authHeader,
        encrypted,
        hint,
        region,
        settings,
        allowPrivateNetwork,
        status,
        createdAt);
  }

  public Provider withBaseUrl(URI changed) {
    return new Provider(
        id,
        slug,
        name,
        wireFormat,
        vendor,
        changed,
        authStyle,
        authHeader,
        encryptedSecret,
        secretHint,
        region,
        settings,
        allowPrivateNetwork,
        status,
        createdAt);
  }

  public Provider withStatus(Status changed) {
    return new Provider(
        id,
        slug,
        name,
        wireFormat,
        vendor,
        baseUrl,
        authStyle,
        authHeader,
        encryptedSecret,
        secretHint,
        region,
        settings,
        allowPrivateNetwork,
        changed,
        createdAt);
  }

  @Override
  public String toString() {
    return "Provider[" + slug + ", " + wireFormat + ", " + baseUrl + "]";
  }
}
