package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamErrorsTests {

  @Test
  void tellsABodyThatIsTooLargeFromAContextThatIsTooLong() {
    assertThat(
            kind(
                413,
                "{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\",\"message\":\"Request exceeds the maximum allowed size.\"}}"))
        .isEqualTo(Kind.TOO_LARGE);
    assertThat(
            kind(
                413, "{\"error\":{\"message\":\"The input exceeds the model's context window.\"}}"))
        .isEqualTo(Kind.CONTEXT_LENGTH);
  }

  /** Groq's words for more than an account may use in a minute, which others may well take. */
  @Test
  void aLimitPerMinuteIsNoRequestThatIsTooLarge() {
    String body =
        "{\"error\":{\"message\":\"Request too large for model `llama-3.1-8b-instant` in organization"
            + " `org_1` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested"
            + " 12328, please reduce your message size and try again.\",\"type\":\"tokens\","
            + "\"code\":\"rate_limit_exceeded\"}}";
    Headers wait = name -> name.equals("retry-after") ? "7" : null;
    UpstreamFailure failure = UpstreamErrors.read(413, wait, body.getBytes(UTF_8));
    assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(failure.kind().refusedBeforeWork()).isTrue();
    assertThat(failure.toClientError().status()).isEqualTo(429);
    assertThat(failure.toClientError().retryAfter()).hasSeconds(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400|{\"error\":{\"message\":\"m\",\"code\":null}}|BAD_REQUEST|m",
        "400|{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"m\"}}|BAD_REQUEST|m",
        "400|[{\"error\":{\"code\":400,\"message\":\"m\",\"status\":\"INVALID_ARGUMENT\"}}]|BAD_REQUEST|m",
        "500|{\"error\":\"m\"}|SERVER|m",
        "400|{\"error\":\"m\",\"code\":\"x\"}|BAD_REQUEST|m",
        "400|{\"code\":\"x\",\"error\":\"m\"}|BAD_REQUEST|m",
        "401|{\"detail\":\"m\"}|AUTHENTICATION|m",
        "422|{\"detail\":[{\"loc\":[\"body\",\"n\"],\"msg\":\"m\",\"type\":\"x\"}]}|BAD_REQUEST|m",
        "403|{\"message\":\"m\"}|PERMISSION|m",
        "429|{\"id\":\"1\",\"message\":\"m\"}|RATE_LIMITED|m",
        "500|{\"object\":\"error\",\"message\":\"m\",\"type\":\"x\",\"code\":500}|SERVER|m",
        "502|{\"error\":{\"code\":502,\"message\":\"m\",\"metadata\":{\"raw\":\"x\"}}}|SERVER|m",
        "404|{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"m\"}}|NOT_FOUND|m",
        "424|{\"message\":\"m\"}|SERVER|m",
        "409|{\"error\":{\"message\":\"m\"}}|BAD_REQUEST|m",
        "400|{\"error\":{\"code\":\"content_filter\",\"message\":\"m\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}|CONTENT_FILTERED|m",
        "400|{\"error\":{\"message\":\"m\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}|AUTHENTICATION|m",
        "529|{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}|OVERLOADED|m",
        "502|<html><body>Bad Gateway</body></html>|SERVER|502 without a readable reason",
        "503||OVERLOADED|503 without a readable reason",
        "500|Internal Server Error|SERVER|500 without a readable reason",
        "500|\"broken\"|SERVER|500 without a readable reason",
        "429|[]|RATE_LIMITED|[]",
        "400|{\"error\":{\"message\":null}}|BAD_REQUEST|{\"error\":{\"message\":null}}",
        "400|{\"error\":null,\"message\":\"m\"}|BAD_REQUEST|m",
        "400|{\"detail\":{\"status\":\"x\",\"message\":\"m\"}}|BAD_REQUEST|m",
        "400|{\"name\":\"bad_request\",\"errors\":[\"m\"]}|BAD_REQUEST|m",
        "400|{\"success\":false,\"errors\":[{\"code\":1,\"message\":\"m\"}]}|BAD_REQUEST|m",
        "400|{\"err_code\":\"x\",\"err_msg\":\"m\"}|BAD_REQUEST|m",
        "400|{\"message\":\"m\",\"type\":\"invalid_model\",\"code\":\"1500\"}|NOT_FOUND|m"
      })
  void understandsEveryFormOfAnError(int status, String body, Kind kind, String message) {
    byte[] bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
    UpstreamFailure failure = UpstreamErrors.read(status, Headers.NONE, bytes);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.message()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000",
        "Number of input tokens exceeds maximum length.",
        "This model's maximum prompt length is 131072 but the request contains 537812 tokens.",
        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000",
        "Input validation error: `inputs` must have less than 4096 tokens. Given: 5000",
        "Range of input length should be [1, 129024]"
      })
  void knowsAContextThatIsTooLongInManyWords(String words) {
    assertThat(kind(400, "{\"message\":\"" + words + "\"}")).isEqualTo(Kind.CONTEXT_LENGTH);
  }

  @Test
  void aTimeToWaitThatCannotBeReadHidesNoOther() {
    Headers both = name -> name.equals("retry-after") ? "soon" : "1500";
    assertThat(UpstreamErrors.read(429, both, new byte[0]).retryAfter()).hasMillis(1500);
  }

  @Test
  void namesTheFieldThatAListOfFaultsPointsTo() {
    String body =
        "{\"detail\":[{\"loc\":[\"body\",\"messages\",0,\"role\"],\"msg\":\"m\",\"type\":\"x\"}]}";
    assertThat(UpstreamErrors.read(422, Headers.NONE, body.getBytes(UTF_8)).field())
        .isEqualTo("messages.0.role");
  }

  @Test
  void cutsTheNameOfAnAmazonErrorAtItsColon() {
    Headers type =
        name ->
            name.equals("x-amzn-errortype")
                ? "ThrottlingException:http://internal.amazon.com/coral#x:y"
                : null;
    assertThat(UpstreamErrors.read(400, type, "{\"message\":\"m\"}".getBytes(UTF_8)).kind())
        .isEqualTo(Kind.RATE_LIMITED);
  }

  /** Anthropic sends it with answers as well, and some servers with every refusal. */
  @Test
  void believesTheTimeToWaitWhereWaitingHelps() {
    Headers wait = name -> name.equals("retry-after") ? "7" : null;
    byte[] body = "{\"error\":{\"message\":\"m\"}}".getBytes(UTF_8);
    for (int status : new int[] {429, 500, 502, 503, 529}) {
      assertThat(UpstreamErrors.read(status, wait, body).retryAfter()).hasSeconds(7);
    }
    assertThat(UpstreamErrors.read(400, wait, body).retryAfter()).isNull();
    assertThat(UpstreamErrors.read(401, wait, body).retryAfter()).isNull();
  }

  private static Kind kind(int status, String body) {
    return UpstreamErrors.read(status, Headers.NONE, body.getBytes(UTF_8)).kind();
  }
}
