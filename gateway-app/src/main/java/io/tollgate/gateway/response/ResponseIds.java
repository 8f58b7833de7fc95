package io.tollgate.gateway.response;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ids of kept responses: the id of the request, in the form of OpenAI's. */
public final class ResponseIds {

  private static final String PREFIX = "resp_";
  private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9a-f]{16})([0-9a-f]{16})");

  private ResponseIds() {}

  public static String text(UUID id) {
    return PREFIX + id.toString().replace("-", "");
  }

  /** Null for what was never an id of ours, so that nobody has to be asked about it. */
  public static @Nullable UUID parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? new UUID(
            Long.parseUnsignedLong(matcher.group(1), 16),
            Long.parseUnsignedLong(matcher.group(2), 16))
        : null;
  }
}
