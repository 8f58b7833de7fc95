package io.tollgate.providers.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class AwsSignerTests {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:20:30Z"), ZoneOffset.UTC);
  private static final String ID = "AKIDEXAMPLE";
  private static final String KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String BASE = "https://bedrock-runtime.eu-central-1.amazonaws.com";

  /** Of an ARN, with its colons and slash encoded. */
  private static final String PATH =
      "/model/arn%3Aaws%3Abedrock%3Aeu-central-1%3A1%3Ainference-profile%2Feu.claude-v1%3A0/converse";

  private static Target target(Credential credential, Map<String, String> settings) {
    return new Target(Vendors.BEDROCK, URI.create(BASE), "some-model", credential, settings, false);
  }

  private static Credential keys(String secret) {
    return new Credential(AuthStyle.SIGV4, null, Secret.of(secret));
  }

  private static UpstreamRequest request(String body) {
    return new UpstreamRequest(
        URI.create(BASE + PATH),
        List.of(Header.JSON, new Header("accept-encoding", "identity")),
        body.getBytes(UTF_8),
        List.of(),
        List.of());
  }

  private static Map<String, String> headers(UpstreamRequest request) {
    return request.headers().stream()
        .collect(toMap(header -> header.name().toLowerCase(java.util.Locale.ROOT), Header::value));
  }

  /** The signature put together from AWS's description, step by step. */
  @Test
  void signsTheFinalBodyAndThePathEncodedTwice() throws Exception {
    Map<String, String> signed =
        headers(
            new AwsSigner(CLOCK)
                .sign(request("{\"a\":1}"), target(keys(ID + ":" + KEY), Map.of())));
    String hash = sha256("{\"a\":1}");
    String canonical =
        String.join(
            "\n",
            "POST",
            PATH.replace("%", "%25"),
            "",
            "content-type:application/json",
            "host:bedrock-runtime.eu-central-1.amazonaws.com",
            "x-amz-content-sha256:" + hash,
            "x-amz-date:20261121T102030Z",
            "",
            "content-type;host;x-amz-content-sha256;x-amz-date",
            hash);
    String scope = "20261121/eu-central-1/bedrock/aws4_request";
    String toSign =
        String.join("\n", "AWS4-HMAC-SHA256", "20261121T102030Z", scope, sha256(canonical));
    byte[] key = ("AWS4" + KEY).getBytes(UTF_8);
    for (String step : scope.split("/", -1)) {
      key = hmac(key, step);
    }
    assertThat(signed.get("authorization"))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential="
                + ID
                + "/"
                + scope
                + ", SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date, Signature="
                + HexFormat.of().formatHex(hmac(key, toSign)));
    assertThat(signed)
        .containsEntry("x-amz-date", "20261121T102030Z")
        .doesNotContainKeys("host", "x-amz-security-token");
  }

  @Test
  void sendsTheTokenOfATemporaryKey() {
    Target target = target(keys(ID + ":" + KEY + ":token:with:colons"), Map.of());
    Map<String, String> signed = headers(new AwsSigner(CLOCK).sign(request("{}"), target));
    assertThat(signed).containsEntry("x-amz-security-token", "token:with:colons");
    assertThat(signed.get("authorization")).contains(";x-amz-security-token");
  }

  @Test
  void takesTheRegionFromTheSettingsFirst() {
    Target target = target(keys(ID + ":" + KEY), Map.of("region", "us-west-2"));
    Map<String, String> signed = headers(new AwsSigner(CLOCK).sign(request("{}"), target));
    assertThat(signed.get("authorization")).contains("/us-west-2/bedrock/");
  }

  @Test
  void leavesOtherCredentialsAlone() {
    UpstreamRequest request = request("{}");
    Target target = target(Credential.bearer(Secret.of("api-key")), Map.of());
    assertThat(new AwsSigner(CLOCK).sign(request, target)).isSameAs(request);
  }

  @Test
  void sendsNothingUnsigned() {
    AwsSigner signer = new AwsSigner(CLOCK);
    Target keyless = target(new Credential(AuthStyle.SIGV4, null, null), Map.of());
    assertThatThrownBy(() -> signer.sign(request("{}"), keyless))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> signer.sign(request("{}"), target(keys("only-one-part"), Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("only-one-part");
  }

  @Test
  void saysWhyATargetCannotBeAuthorised() {
    assertThat(AwsSigner.obstacle(target(keys(ID + ":" + KEY), Map.of()))).isEmpty();
    assertThat(AwsSigner.obstacle(target(Credential.bearer(Secret.of("key")), Map.of()))).isEmpty();
    assertThat(AwsSigner.obstacle(target(Credential.NONE, Map.of()))).isPresent();
    assertThat(AwsSigner.obstacle(target(keys("one-part"), Map.of())))
        .hasValueSatisfying(reason -> assertThat(reason).doesNotContain("one-part"));
    Target nowhere =
        new Target(
            Vendors.BEDROCK,
            URI.create("http://localhost:1"),
            "m",
            keys(ID + ":" + KEY),
            Map.of(),
            false);
    assertThat(AwsSigner.obstacle(nowhere)).isPresent();
  }

  @Test
  void readsAKeyAsItIsStored() {
    AwsKeys keys = AwsKeys.parse(Secret.of("id:secret:token"));
    assertThat(keys.accessKeyId()).isEqualTo("id");
    assertThat(keys.secretAccessKey().reveal()).isEqualTo("secret");
    assertThat(keys.sessionToken().reveal()).isEqualTo("token");
    assertThat(keys.toString()).doesNotContain("secret:").doesNotContain("token:");
    assertThat(AwsKeys.parse(Secret.of("id:secret")).sessionToken()).isNull();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
