package io.tollgate.providers.aws;

import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The region that a target is in: its setting, or else what its address says. */
public final class AwsRegion {
  private static final Pattern HOST =
      Pattern.compile("^bedrock(?:-agent)?-runtime(?:-fips)?\\.([a-z0-9-]+)\\.");

  private AwsRegion() {}

  public static String of(Target target) {
    String region = target.setting("region");
    if (region != null) {
      return region;
    }
    Matcher host = HOST.matcher(String.valueOf(target.baseUrl().getHost()));
    if (host.find()) {
      return host.group(1);
    }
    throw InvalidRequestException.field(
        "model", "The provider of the configured model has no region");
  }
}
