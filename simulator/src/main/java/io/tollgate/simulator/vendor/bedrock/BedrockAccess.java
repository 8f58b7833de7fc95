package io.tollgate.simulator.vendor.bedrock;

import io.tollgate.simulator.vendor.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Lets in who signed with the simulator's key, or brings an API key that does not look invalid. */
final class BedrockAccess {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

  private final Clock clock;

  BedrockAccess(Clock clock) {
    this.clock = clock;
  }

  void check(Call call) {
    String authorization = call.headers().getOrDefault("authorization", "");
    if (authorization.isEmpty()) {
      throw BedrockErrors.refusal(
          403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    if (!call.bearer().isEmpty()) {
      if (call.bearer().startsWith("invalid")) {
        throw BedrockErrors.refusal(
            403,
            "AccessDeniedException",
            "Authentication failed: Please make sure your API Key is valid.");
      }
      return;
    }
    checkSignature(call, authorization);
  }

  private void checkSignature(Call call, String authorization) {
    SignatureV4 signature = SignatureV4.parse(authorization);
    if (signature == null) {
      throw BedrockErrors.refusal(
          403, "IncompleteSignatureException", "Authorization header requires 'Credential'.");
    }
    if (!signature.accessKeyId().equals(Bedrock.ACCESS_KEY_ID)
        || call.headers().getOrDefault("x-amz-security-token", "").startsWith("invalid")) {
      throw BedrockErrors.refusal(
          403,
          "UnrecognizedClientException",
          "The security token included in the request is invalid.");
    }
    boolean tokenSigned =
        call.header("x-amz-security-token") == null
            || signature.headers().contains("x-amz-security-token");
    boolean genuine =
        signature.service().equals("bedrock")
            && signature.headers().contains("host")
            && tokenSigned
            && signature.isOf(
                Bedrock.SECRET_ACCESS_KEY,
                call.method(),
                call.rawPath(),
                call.query(),
                call.headers(),
                call.body());
    if (!genuine) {
      throw BedrockErrors.refusal(
          403,
          "InvalidSignatureException",
          "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }
    if (!isFresh(call.headers().getOrDefault("x-amz-date", ""))) {
      throw BedrockErrors.refusal(403, "InvalidSignatureException", "Signature expired");
    }
  }

  private boolean isFresh(String time) {
    try {
      Instant signed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
      return Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    } catch (DateTimeParseException malformed) {
      return false;
    }
  }
}
