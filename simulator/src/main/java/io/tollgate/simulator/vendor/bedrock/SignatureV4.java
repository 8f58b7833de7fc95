package io.tollgate.simulator.vendor.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A signature as a request carries it, in AWS Signature Version 4.
 *
 * @param headers the names of what is signed besides the address and the body
 */
record SignatureV4(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> headers,
    String value) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Pattern FORM =
      Pattern.compile(
          ALGORITHM
              + " Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request,\\s*"
              + "SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");

  /** Reads {@code Authorization}; null when it is something else. */
  static @Nullable SignatureV4 parse(String authorization) {
    Matcher form = FORM.matcher(authorization);
    return form.matches()
        ? new SignatureV4(
            form.group(1),
            form.group(2),
            form.group(3),
            form.group(4),
            List.of(form.group(5).split(";", -1)),
            form.group(6))
        : null;
  }

  /**
   * Whether a key has made it for a request.
   *
   * @param path raw, as it was sent
   * @param query decoded
   * @param sent by lower-case name
   */
  boolean isOf(
      String secret,
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> sent,
      byte[] body) {
    String time = sent.getOrDefault("x-amz-date", "");
    String canonical =
        String.join(
            "\n",
            method,
            encoded(path, true),
            new TreeMap<>(query)
                .entrySet().stream()
                    .map(pair ->
                        encoded(pair.getKey(), false) + "=" + encoded(pair.getValue(), false))
                    .collect(Collectors.joining("&")),
            headers.stream()
                .map(name ->
                    name + ":" + sent.getOrDefault(name, "").strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining()),
            String.join(";", headers),
            sha256(body));
    String scope = String.join("/", date, region, service, "aws4_request");
    String toSign = String.join("\n", ALGORITHM, time, scope, sha256(canonical.getBytes(UTF_8)));
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String step : List.of(date, region, service, "aws4_request", toSign)) {
      key = hmac(key, step);
    }
    return time.startsWith(date) && MessageDigest.isEqual(key, HexFormat.of().parseHex(value));
  }

  /** What is encoded already is encoded once more, as for every service but S3. */
  private static String encoded(String text, boolean path) {
    var encoded = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0
              || (path && c == '/');
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has HmacSHA256", absent);
    }
  }
}
