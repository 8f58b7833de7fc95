package io.tollgate.portal.provider;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.portal.operation.Checks;
import io.tollgate.providers.aws.AwsRegion;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a provider of clean details. */
final class ProviderChecks {

  static final String CUSTOM = "custom";

  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final Pattern SETTING_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
  private static final int MOST_SETTINGS = 20;

  private ProviderChecks() {}

  /** The provider with these details in place of its own. */
  static Provider apply(Checks checks, ProviderDetails details, Provider provider) {
    var auth = checks.chosen("authStyle", details.authStyle(), AuthStyle.NONE);
    var region = checks.literal("region", checks.line("region", details.region(), 60));
    var format = checks.chosen("wireFormat", details.wireFormat(), WireFormat.OPENAI);
    var baseUrl = checks.url("baseUrl", details.baseUrl());
    if (auth == AuthStyle.SIGV4) {
      checks.require(AwsRegion.find(region, baseUrl).isPresent(), "region", "input.required");
    }
    // Amazon takes nothing that nobody is charged for.
    checks.require(
        format != WireFormat.BEDROCK || auth != AuthStyle.NONE, "authStyle", "input.required");
    return new Provider(
        provider.id(),
        provider.slug(),
        checks.required("name", details.name(), 120),
        format,
        vendor(checks, details),
        baseUrl,
        auth,
        authHeader(checks, auth, details.authHeader()),
        provider.encryptedSecret(),
        provider.secretHint(),
        region.isEmpty() ? null : region,
        settings(checks, format, details.settings()),
        details.allowPrivateNetwork(),
        provider.status(),
        provider.createdAt());
  }

  /** Whether both are the same server, so that a secret of the one may be sent to the other. */
  static boolean sameServer(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getRawAuthority().equalsIgnoreCase(other.getRawAuthority());
  }

  private static String vendor(Checks checks, ProviderDetails details) {
    var id = checks.required("vendor", details.vendor(), 60);
    if (!id.equals(CUSTOM)) {
      var vendor = Vendors.find(id);
      checks.require(vendor.isPresent(), "vendor", "input.unknown");
      checks.require(
          vendor.isEmpty() || vendor.get().format() == details.wireFormat(),
          "wireFormat",
          "input.vendorFormat");
    }
    return id;
  }

  private static @Nullable String authHeader(
      Checks checks, AuthStyle auth, @Nullable String value) {
    if (auth != AuthStyle.HEADER) {
      return null;
    }
    var header = checks.required("authHeader", value, 100);
    checks.require(HEADER_NAME.matcher(header).matches(), "authHeader", "input.headerName");
    return header;
  }

  private static Map<String, String> settings(
      Checks checks, WireFormat format, Map<String, String> values) {
    checks.require(values.size() <= MOST_SETTINGS, "settings", "input.tooMany");
    var settings = new HashMap<String, String>();
    values.forEach((name, value) -> {
      checks.require(SETTING_NAME.matcher(name).matches(), "settings", "input.settingName");
      settings.put(name, checks.literal("settings", checks.line("settings", value, 400)));
    });
    checkQuirks(checks, format, settings);
    return settings;
  }

  /** Names what is no quirk, or has not the form of one. */
  private static void checkQuirks(Checks checks, WireFormat format, Map<String, String> settings) {
    try {
      Vendor.declared(format, settings);
    } catch (IllegalArgumentException none) {
      checks.reject("settings", "input.quirk", String.valueOf(none.getMessage()));
    }
  }
}
