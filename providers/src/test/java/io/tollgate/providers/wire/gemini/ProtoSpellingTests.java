package io.tollgate.providers.wire.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.vendor.Vendors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gemini takes every field in camel case and in snake case, and so do we. */
class ProtoSpellingTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt");
  private static final Target GEMINI = Calls.target(Vendors.GEMINI, "gemini-2.5-flash");

  private static final String CAMEL =
      """
      {"systemInstruction":{"parts":[{"text":"Be brief."}]},
       "contents":[{"role":"user","parts":[
          {"inlineData":{"mimeType":"image/png","data":"AAAA"}},{"text":"Hi"}]},
         {"role":"model","parts":[{"functionCall":{"name":"f","args":{"snake_case":1}}}]},
         {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"is_ok":true}}}]}],
       "tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT",
         "properties":{"snake_case":{"type":"ARRAY","minItems":"1","items":{"type":"INTEGER"}}}}}]}],
       "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}},
       "generationConfig":{"maxOutputTokens":9,"candidateCount":2,"topP":0.5,"stopSequences":["END"],
         "responseMimeType":"application/json","thinkingConfig":{"thinkingBudget":0}}}
      """;

  private static final String SNAKE =
      """
      {"system_instruction":{"parts":[{"text":"Be brief."}]},
       "contents":[{"role":"user","parts":[
          {"inline_data":{"mime_type":"image/png","data":"AAAA"}},{"text":"Hi"}]},
         {"role":"model","parts":[{"function_call":{"name":"f","args":{"snake_case":1}}}]},
         {"role":"user","parts":[{"function_response":{"name":"f","response":{"is_ok":true}}}]}],
       "tools":[{"function_declarations":[{"name":"f","parameters":{"type":"OBJECT",
         "properties":{"snake_case":{"type":"ARRAY","min_items":"1","items":{"type":"INTEGER"}}}}}]}],
       "tool_config":{"function_calling_config":{"mode":"ANY","allowed_function_names":["f"]}},
       "generation_config":{"max_output_tokens":9,"candidate_count":2,"top_p":0.5,
         "stop_sequences":["END"],"response_mime_type":"application/json",
         "thinking_config":{"thinking_budget":0}}}
      """;

  private static ClientRequest request(String body) {
    return Calls.request("/v1beta/models/m:generateContent", body);
  }

  /** Without the calls' ids, which are made from the request's bytes. */
  private static String sent(String body) {
    return Calls.sent(request(body), OPENAI).toString().replaceAll("call_[a-z0-9]+", "call");
  }

  @Test
  void aRequestInSnakeCaseMeansTheSame() {
    assertThat(sent(SNAKE)).isEqualTo(sent(CAMEL));
    assertThat(Calls.translate(request(SNAKE), OPENAI).dropped()).isEmpty();
  }

  @Test
  void theCapAndTheChoicesOfARequestInSnakeCaseAreCounted() {
    var request = request(SNAKE);

    assertThat(request.outputCap()).hasValue(9);
    assertThat(request.choices()).isEqualTo(2);
  }

  @Test
  void aLoweredCapReplacesTheOneInSnakeCase() {
    UpstreamRequest sent = Calls.translate(request(SNAKE).withOutputCap(5), GEMINI);

    assertThat(new String(sent.body(), UTF_8))
        .isEqualTo(SNAKE.replace("\"max_output_tokens\":9", "\"max_output_tokens\":5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"contents\":[],\"generationConfig\":{},\"generation_config\":{}}",
        "{\"contents\":[],\"generationConfig\":{\"maxOutputTokens\":1,\"max_output_tokens\":9}}"
      })
  void bothSpellingsAtOnceAreRefused(String body) {
    assertThatThrownBy(() -> request(body))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("are the same field: send one of them");
  }

  @Test
  void bothSpellingsFurtherInsideAreRefusedWhereTheyAreTranslated() {
    var request =
        request(
            """
            {"contents":[{"parts":[{"text":"Hi"}]}],
             "systemInstruction":{"parts":[{"text":"a"}]},"system_instruction":{"parts":[{"text":"b"}]}}
            """);

    assertThatThrownBy(() -> Calls.translate(request, OPENAI))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("'systemInstruction' and 'system_instruction' are the same field");
  }

  @Test
  void embeddingsAreAskedForInEitherSpelling() {
    var sent =
        Calls.sent(
            Calls.request(
                "/v1beta/models/m:embedContent",
                """
                {"content":{"parts":[{"text":"Hi"}]},"output_dimensionality":8}
                """),
            OPENAI);

    assertThat(sent.path("dimensions").asInt()).isEqualTo(8);
  }
}
