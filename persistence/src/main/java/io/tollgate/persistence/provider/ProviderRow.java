package io.tollgate.persistence.provider;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.persistence.database.EnumColumn;
import io.tollgate.persistence.database.JsonColumn;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code provider}. */
public record ProviderRow(
    UUID id,
    String slug,
    String name,
    String wireFormat,
    String vendor,
    String baseUrl,
    String authStyle,
    @Nullable String authHeader,
    @Nullable String encryptedSecret,
    @Nullable String secretHint,
    @Nullable String region,
    String settings,
    boolean allowPrivateNetwork,
    String status,
    Instant createdAt) {

  public static final String COLUMNS =
      "id, slug, name, wire_format, vendor, base_url, auth_style, auth_header, encrypted_secret,"
          + " secret_hint, region, settings, allow_private_network, status, created_at";

  static ProviderRow of(Provider provider) {
    return new ProviderRow(
        provider.id().value(),
        provider.slug(),
        provider.name(),
        EnumColumn.text(provider.wireFormat()),
        provider.vendor(),
        provider.baseUrl().toString(),
        EnumColumn.text(provider.authStyle()),
        provider.authHeader(),
        provider.encryptedSecret(),
        provider.secretHint(),
        provider.region(),
        JsonColumn.text(provider.settings()),
        provider.allowPrivateNetwork(),
        EnumColumn.text(provider.status()),
        provider.createdAt());
  }

  public Provider toProvider() {
    return new Provider(
        new ProviderId(id),
        slug,
        name,
        EnumColumn.value(WireFormat.class, wireFormat),
        vendor,
        URI.create(baseUrl),
        EnumColumn.value(AuthStyle.class, authStyle),
        authHeader,
        encryptedSecret,
        secretHint,
        region,
        JsonColumn.strings(settings),
        allowPrivateNetwork,
        EnumColumn.value(Provider.Status.class, status),
        createdAt);
  }

  /** Without the secret, encrypted as it is. */
  @Override
  public String toString() {
    return "ProviderRow[" + id + "]";
  }
}
