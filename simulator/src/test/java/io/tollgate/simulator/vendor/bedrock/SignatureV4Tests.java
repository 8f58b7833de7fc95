package io.tollgate.simulator.vendor.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the vectors that Amazon publishes for Signature Version 4. */
class SignatureV4Tests {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  @ParameterizedTest
  @CsvSource({
    "GET, '', '', '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "POST, '', '', '', 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    "GET, value1, '', '', b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    "POST, '', application/x-www-form-urlencoded, Param1=value1, ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
  })
  void agreesWithAmazonsOwn(
      String method, String parameter, String type, String body, String expected) {
    boolean typed = !type.isEmpty();
    SignatureV4 signature =
        SignatureV4.parse(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders="
                + (typed ? "content-type;" : "")
                + "host;x-amz-date, Signature="
                + expected);
    assertThat(signature).isNotNull();
    Map<String, String> query =
        parameter.isEmpty() ? Map.of() : Map.of("Param2", "value2", "Param1", parameter);
    Map<String, String> headers =
        Map.of(
            "host", "example.amazonaws.com",
            "x-amz-date", "20150830T123600Z",
            "content-type", type);
    assertThat(signature.isOf(SECRET, method, "/", query, headers, body.getBytes(UTF_8))).isTrue();
    assertThat(signature.isOf(SECRET, method, "/x", query, headers, body.getBytes(UTF_8)))
        .isFalse();
    assertThat(signature.isOf("other", method, "/", query, headers, body.getBytes(UTF_8)))
        .isFalse();
  }
}
