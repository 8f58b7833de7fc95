package io.tollgate.providers.aws;

import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The region that an account is in: the one that is set, or else the one that its address says. */
public final class AwsRegion {
  private static final Pattern HOST =
      Pattern.compile("^bedrock(?:-agent)?-runtime(?:-fips)?\\.([a-z0-9-]+)\\.");

  private AwsRegion() {}

  public static Optional<String> find(@Nullable String region, URI address) {
    if (region != null && !region.isBlank()) {
      return Optional.of(region);
    }
    Matcher host = HOST.matcher(String.valueOf(address.getHost()));
    return host.find() ? Optional.of(host.group(1)) : Optional.empty();
  }

  public static String of(Target target) {
    return find(target.setting("region"), target.baseUrl())
        .orElseThrow(() ->
            InvalidRequestException.field(
                "model", "The provider of the configured model has no region"));
  }
}
