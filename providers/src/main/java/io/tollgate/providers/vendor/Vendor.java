package io.tollgate.providers.vendor;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.WireFormat;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vendor, or a kind of own server: the wire format it speaks, and how it differs.
 *
 * @param id stable, as stored with a provider
 * @param name for people
 * @param baseUrl the usual address, which may hold {@code {region}}; empty where every account has
 *     its own
 * @param auth what a new provider of this vendor starts with, as is {@code authHeader}
 */
public record Vendor(
    String id,
    String name,
    WireFormat format,
    String baseUrl,
    AuthStyle auth,
    String authHeader,
    Quirks quirks) {
  private static final String REGION = "{region}";
  private static final String CUSTOM = "custom";

  /** Hosts of the format's owner, whose signatures they take, as it takes theirs. */
  private static final Set<String> HOSTS = Set.of("vertex-anthropic");

  /**
   * A vendor that an admin declared: a compatible server without a page of its own, with the quirks
   * that its settings name. Throws {@code IllegalArgumentException} where they name none.
   */
  public static Vendor declared(WireFormat format, Map<String, String> settings) {
    Quirks usual = format == WireFormat.OPENAI ? Quirks.COMPATIBLE : Quirks.NONE;
    return custom(format, DeclaredQuirks.of(usual, settings));
  }

  /** The same with quirks that are known. */
  public static Vendor custom(WireFormat format, Quirks quirks) {
    return new Vendor(CUSTOM, "Custom", format, "", AuthStyle.BEARER, "authorization", quirks);
  }

  /** The usual address in a region; empty where there is none without one. */
  public String baseUrl(@Nullable String region) {
    if (!baseUrl.contains(REGION)) {
      return baseUrl;
    }
    return region == null || region.isBlank() ? "" : baseUrl.replace(REGION, region.strip());
  }

  /**
   * Whose thoughts and citations are signed there, among all who speak the format; empty for the
   * format's owner. Of servers that nobody knows by name each signs for itself.
   */
  public String signer(URI address) {
    if (id.equals(CUSTOM)) {
      int host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT).hashCode();
      return CUSTOM + "-" + Integer.toUnsignedString(host, Character.MAX_RADIX);
    }
    boolean owner = id.equals(format.name().toLowerCase(Locale.ROOT)) || HOSTS.contains(id);
    return owner ? "" : id;
  }

  /** Settings that an account needs besides a key, with what each is. */
  public Map<String, String> settings() {
    return quirks.settings();
  }
}
