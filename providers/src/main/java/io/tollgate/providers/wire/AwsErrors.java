package io.tollgate.providers.wire;

import io.tollgate.providers.call.UpstreamFailure.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Failures by the names that Amazon's services give them; the words are about the request. */
final class AwsErrors {
  private AwsErrors() {}

  /**
   * What a type means; null where only the words tell.
   *
   * @param type such as {@code ThrottlingException}, with or without where it is documented
   */
  static @Nullable Kind kind(String type, String words, boolean midway) {
    return switch (name(type)) {
      case "throttlingexception" -> midway ? Kind.OVERLOADED : Kind.RATE_LIMITED;
      case "modelnotreadyexception", "serviceunavailableexception" -> Kind.OVERLOADED;
      case "servicequotaexceededexception" -> Kind.QUOTA_EXHAUSTED;
      case "unrecognizedclientexception",
          "invalidsignatureexception",
          "incompletesignatureexception",
          "incompletesignature",
          "missingauthenticationtokenexception",
          "missingauthenticationtoken",
          "expiredtokenexception",
          "expiredtoken",
          "invalidclienttokenid" ->
          Kind.AUTHENTICATION;
      case "accessdeniedexception" -> Kind.PERMISSION;
      case "resourcenotfoundexception", "unknownoperationexception" -> Kind.NOT_FOUND;
      case "modeltimeoutexception" -> Kind.TIMEOUT;
      case "modelerrorexception", "modelstreamerrorexception", "internalserverexception" ->
          Kind.SERVER;
      case "validationexception" -> misconfigured(words) ? Kind.NOT_FOUND : null;
      default -> null;
    };
  }

  /** A name that an admin wrote wrongly is told as the request's fault. */
  private static boolean misconfigured(String words) {
    return words.contains("model identifier is invalid")
        || words.contains("support counting tokens")
        || words.contains("on-demand throughput isn");
  }

  private static String name(String type) {
    // Behind the colon is an address, which may hold anything.
    int colon = type.indexOf(':');
    String name = colon < 0 ? type : type.substring(0, colon);
    return name.substring(name.lastIndexOf('#') + 1).toLowerCase(Locale.ROOT);
  }
}
