package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.types.ContentEmbedding;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.ListModelsConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway itself grants and refuses, as google-genai sees it. */
@ExtendWith(RunningGateway.class)
class GoogleGenAiJavaAccessIT {

  private static final GenerateContentConfig PLAIN = GenerateContentConfig.builder().build();
  private static final String MODEL = Upstream.GEMINI.model("chat");

  private final GatewayUnderTest gateway;
  private final Client client;

  GoogleGenAiJavaAccessIT(GatewayUnderTest gateway) {
    this.gateway = gateway;
    this.client = GoogleClients.connect(gateway, gateway.key());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void raises401ForAWrongKey() {
    assertThat(refusal(GatewayUnderTest.WRONG_KEY, MODEL, Script.QUESTION).code()).isEqualTo(401);
  }

  @Test
  void raises403WithoutASubscription() {
    assertThat(refusal(gateway.strangersKey(), MODEL, Script.QUESTION).code()).isEqualTo(403);
  }

  @Test
  void raises404ForAnUnknownModel() {
    var failure = refusal(gateway.key(), "no/such-model", Script.QUESTION);

    assertThat(failure.code()).isEqualTo(404);
    assertThat(failure.status()).isEqualTo("NOT_FOUND");
  }

  @Test
  void raises413ForABodyOfMoreThan10MiB() {
    assertThat(refusal(gateway.key(), MODEL, "x".repeat(11 * 1024 * 1024)).code()).isEqualTo(413);
  }

  @Test
  void raises429AtTheLimitOfThePlan() {
    try (var limited = GoogleClients.connect(gateway, gateway.limitedKey())) {
      var failure =
          catchThrowableOfType(
              ClientException.class,
              () -> {
                limited.models.generateContent(MODEL, Script.QUESTION, PLAIN);
                limited.models.generateContent(MODEL, Script.QUESTION, PLAIN);
              });

      assertThat(failure.code()).isEqualTo(429);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENAI", "GEMINI", "BEDROCK"})
  void embeds(Upstream upstream) {
    var texts = List.of("one text", "another text here");
    var embedded =
        client.models.embedContent(
            upstream.model("embedding"), texts, EmbedContentConfig.builder().build());

    assertThat(embedded.embeddings().orElseThrow())
        .hasSize(2)
        .extracting(ContentEmbedding::values)
        .doesNotHaveDuplicates()
        .allSatisfy(values -> assertThat(values.orElseThrow()).isNotEmpty());
  }

  @Test
  void countsTokens() {
    var counted = client.models.countTokens(MODEL, Script.QUESTION, null);

    assertThat(counted.totalTokens()).contains((int) Script.QUESTION_TOKENS);
  }

  @Test
  void listsTheModels() {
    var names = new ArrayList<String>();
    client
        .models
        .list(ListModelsConfig.builder().build())
        .forEach(model -> names.add(model.name().orElseThrow()));

    assertThat(names)
        .containsAll(
            Arrays.stream(Upstream.values()).map(one -> "models/" + one.model("chat")).toList());
  }

  private ClientException refusal(String key, String model, String question) {
    try (var caller = GoogleClients.connect(gateway, key)) {
      return catchThrowableOfType(
          ClientException.class, () -> caller.models.generateContent(model, question, PLAIN));
    }
  }
}
