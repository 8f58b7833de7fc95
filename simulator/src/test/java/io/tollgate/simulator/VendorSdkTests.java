package io.tollgate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.google.genai.Client;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.RateLimitException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The vendors' own clients find nothing to complain about. */
class VendorSdkTests {
  private static SimulatorServer simulator;

  @BeforeAll
  static void start() {
    simulator = SimulatorServer.start("127.0.0.1", 0);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static OpenAIClient openAi() {
    return OpenAIOkHttpClient.builder()
        .baseUrl(simulator.uri() + "/v1")
        .apiKey("sk-test")
        .maxRetries(0)
        .build();
  }

  private static ChatCompletionCreateParams chat(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Hello there").build();
  }

  @Test
  void openAisClientReadsAnAnswer() {
    ChatCompletion completion = openAi().chat().completions().create(chat("sim-small"));

    assertThat(completion.choices().getFirst().message().content().orElseThrow())
        .contains("“Hello there”");
    assertThat(completion.usage().orElseThrow().promptTokens()).isEqualTo(2);
  }

  @Test
  void openAisClientAccumulatesAStreamWithUsage() {
    var accumulator = ChatCompletionAccumulator.create();
    var params =
        chat("sim-small").toBuilder()
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();

    try (var stream = openAi().chat().completions().createStreaming(params)) {
      stream.stream().forEach(accumulator::accumulate);
    }

    ChatCompletion completion = accumulator.chatCompletion();
    ChatCompletion whole = openAi().chat().completions().create(chat("sim-small"));
    assertThat(completion.choices().getFirst().message().content())
        .isEqualTo(whole.choices().getFirst().message().content());
    assertThat(completion.usage()).isEqualTo(whole.usage());
  }

  @Test
  void openAisClientRaisesItsOwnExceptionForARefusal() {
    assertThatThrownBy(() -> openAi().chat().completions().create(chat("sim-small+status=429")))
        .isInstanceOf(RateLimitException.class);
  }

  @Test
  void openAisClientDecodesEmbeddings() {
    var embeddings =
        openAi()
            .embeddings()
            .create(EmbeddingCreateParams.builder().model("sim-embedding").input("one").build());

    assertThat(embeddings.data().getFirst().embedding()).hasSize(256);
  }

  @Test
  void anthropicsClientReadsAnAnswerAndAStream() {
    AnthropicClient client =
        AnthropicOkHttpClient.builder()
            .baseUrl(simulator.uri().toString())
            .apiKey("sk-ant-test")
            .build();
    var params =
        MessageCreateParams.builder()
            .model("sim-small")
            .maxTokens(100)
            .addUserMessage("Hello there")
            .build();

    String whole = client.messages().create(params).content().getFirst().asText().text();
    String streamed;
    try (var stream = client.messages().createStreaming(params)) {
      streamed =
          stream.stream()
              .flatMap(event -> event.contentBlockDelta().stream())
              .flatMap(delta -> delta.delta().text().stream())
              .map(text -> text.text())
              .collect(Collectors.joining());
    }

    assertThat(whole).contains("“Hello there”");
    assertThat(streamed).isEqualTo(whole);
  }

  @Test
  void googlesClientReadsAnAnswerAndAStream() {
    try (Client client =
        Client.builder()
            .apiKey("test")
            .httpOptions(HttpOptions.builder().baseUrl(simulator.uri().toString()).build())
            .build()) {
      GenerateContentResponse whole =
          client.models.generateContent("sim-small", "Hello there", null);
      var streamed = new StringBuilder();
      try (var stream = client.models.generateContentStream("sim-small", "Hello there", null)) {
        stream.forEach(chunk -> streamed.append(chunk.text()));
      }

      assertThat(whole.text()).contains("“Hello there”");
      assertThat(whole.usageMetadata().orElseThrow().promptTokenCount()).hasValue(2);
      assertThat(streamed).hasToString(whole.text());
    }
  }
}
