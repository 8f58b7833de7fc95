package io.tollgate.providers.call;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.vendor.Vendor;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an attempt goes.
 *
 * @param vendor how the provider differs from the wire format it speaks
 * @param baseUrl up to where the vendor's paths begin, such as {@code https://api.openai.com/v1}
 * @param model what is sent upstream (RequestModel)
 * @param settings by name: {@code region}, {@code project}, {@code api-version}, …
 * @param strict whether a field that cannot be carried is refused instead of dropped
 * @param sealing whether the vendor's name is put on what it signs, because the gateway calls
 *     others as well who speak the same format
 */
public record Target(
    Vendor vendor,
    URI baseUrl,
    String model,
    Credential credential,
    Map<String, String> settings,
    boolean strict,
    boolean sealing) {
  public Target {
    settings = Map.copyOf(settings);
  }

  /** A target whose vendor is the only one of its format. */
  public Target(
      Vendor vendor,
      URI baseUrl,
      String model,
      Credential credential,
      Map<String, String> settings,
      boolean strict) {
    this(vendor, baseUrl, model, credential, settings, strict, false);
  }

  public WireFormat format() {
    return vendor.format();
  }

  public @Nullable String setting(String name) {
    return settings.get(name);
  }

  /** The same target for an API that refuses what cannot be carried. */
  public Target strictly() {
    return new Target(vendor, baseUrl, model, credential, settings, true, sealing);
  }

  /** The same target among others of its format. */
  public Target amongOthers() {
    return new Target(vendor, baseUrl, model, credential, settings, strict, true);
  }

  /** Who signs there, among all who speak the format; empty for the format's owner. */
  public String signer() {
    return vendor.signer(baseUrl);
  }

  /** A URL below the base, which may or may not end in a slash. */
  public URI url(String path) {
    String base = baseUrl.toString();
    String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return URI.create(trimmed + path);
  }
}
