package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** openai-java talks to every kind of provider without noticing. */
@ParameterizedClass(name = "to {0}")
@EnumSource(Upstream.class)
@ExtendWith(RunningGateway.class)
class OpenAiJavaIT {

  private final String model;
  private final OpenAIClient client;

  OpenAiJavaIT(Upstream upstream, GatewayUnderTest gateway) {
    this.model = upstream.model("chat");
    this.client = OpenAiClients.connect(gateway, gateway.key());
  }

  @Test
  void answersInTextWithUsage() {
    var answer = ask(question().build());

    var usage = answer.usage().orElseThrow();
    assertThat(text(answer)).startsWith("Hello from ").contains("“" + Script.QUESTION + "”");
    assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("stop");
    assertThat(usage.promptTokens()).isEqualTo(Script.QUESTION_TOKENS);
    assertThat(usage.completionTokens()).isEqualTo(Script.words(text(answer)));
    assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
  }

  @Test
  void exposesTheRequestId() {
    try (var response = client.chat().completions().withRawResponse().create(question().build())) {
      assertThat(response.requestId()).isPresent();
    }
  }

  @Test
  void streamsTheSameTextInPieces() {
    var pieces =
        stream(question().build()).stream()
            .map(chunk -> chunk.choices().getFirst().delta().content().orElse(""))
            .filter(piece -> !piece.isEmpty())
            .toList();

    assertThat(pieces).hasSizeGreaterThan(5);
    assertThat(String.join("", pieces)).isEqualTo(text(ask(question().build())));
  }

  @Test
  void hidesUsageInAStreamUnlessAskedForIt() {
    var unsaid = question().build();
    var declined = question().streamOptions(usageShown(false)).build();

    assertThat(List.of(unsaid, declined))
        .flatMap(this::stream)
        .allSatisfy(chunk -> {
          assertThat(chunk.choices()).hasSize(1);
          assertThat(chunk.usage()).isEmpty();
        });
  }

  @Test
  void accumulatesAStreamWithUsageToTheWholeAnswer() {
    var accumulator = ChatCompletionAccumulator.create();
    stream(question().streamOptions(usageShown(true)).build()).forEach(accumulator::accumulate);

    var whole = ask(question().build());
    var streamed = accumulator.chatCompletion();
    assertThat(text(streamed)).isEqualTo(text(whole));
    assertThat(streamed.usage().orElseThrow().promptTokens()).isEqualTo(Script.QUESTION_TOKENS);
    assertThat(streamed.usage().orElseThrow().completionTokens())
        .isEqualTo(whole.usage().orElseThrow().completionTokens());
  }

  @Test
  void carriesTheSystemPrompt() {
    var fromSystem =
        ask(conversation().addSystemMessage(Script.SYSTEM).addUserMessage(Script.QUESTION).build());
    var fromDeveloper =
        ask(
            conversation()
                .addDeveloperMessage(Script.SYSTEM)
                .addUserMessage(Script.QUESTION)
                .build());

    assertThat(List.of(fromSystem, fromDeveloper))
        .allSatisfy(answer ->
            assertThat(answer.usage().orElseThrow().promptTokens())
                .isEqualTo(Script.SYSTEM_TOKENS + Script.QUESTION_TOKENS));
  }

  @Test
  void streamsParallelToolCallsThatEqualTheWholeAnswer() {
    var params = withTools(conversation()).addUserMessage(Script.TOOL_QUESTION).build();
    var accumulator = ChatCompletionAccumulator.create();
    stream(params).forEach(accumulator::accumulate);

    var whole = calls(ask(params));
    var streamed = calls(accumulator.chatCompletion());
    assertThat(whole).extracting(call -> call.function().name()).isEqualTo(Script.TOOL_NAMES);
    assertThat(streamed).usingElementComparator(OpenAiClients.SAME_FUNCTION_CALL).isEqualTo(whole);
    assertThat(streamed)
        .extracting(ChatCompletionMessageFunctionToolCall::id)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "streaming {0}")
  @ValueSource(booleans = {false, true})
  void runsAnAgentLoopOverSeveralTurns(boolean streaming) {
    var conversation = withTools(conversation()).addSystemMessage(Script.SYSTEM);
    var used = new ArrayList<String>();
    for (var question : Script.TOOL_QUESTIONS) {
      conversation.addUserMessage(question);
      assertThat(loop(conversation, used, streaming)).contains(Script.TOOL_RESULT);
    }

    assertThat(used).containsExactly("get_weather", "get_time", "get_weather", "get_time");
  }

  @Test
  void answersByAJsonSchema() {
    var schema = ResponseFormatJsonSchema.JsonSchema.Schema.builder();
    Script.ANSWER_SCHEMA.forEach(
        (name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
    var answer =
        ask(
            question()
                .jsonSchemaResponseFormat(
                    ResponseFormatJsonSchema.JsonSchema.builder()
                        .name("answer")
                        .strict(true)
                        .schema(schema.build())
                        .build())
                .build());

    assertThat(text(answer)).matches("\\{\"(title|count)\":.*,\"(title|count)\":.*}");
  }

  @Test
  void findsTheModelByItsNameWithASlash() {
    assertThat(client.models().retrieve(model).id()).isEqualTo(model);
  }

  private String loop(
      ChatCompletionCreateParams.Builder conversation, List<String> used, boolean streaming) {
    for (int turn = 0; turn < 5; turn++) {
      var answer = streaming ? streamed(conversation.build()) : ask(conversation.build());
      conversation.addMessage(answer.choices().getFirst().message());
      if (calls(answer).isEmpty()) {
        return text(answer);
      }
      for (var call : calls(answer)) {
        used.add(call.function().name());
        conversation.addMessage(
            ChatCompletionToolMessageParam.builder()
                .toolCallId(call.id())
                .content(Script.TOOL_RESULT)
                .build());
      }
    }
    throw new AssertionError("the loop did not end");
  }

  private ChatCompletionCreateParams.Builder conversation() {
    return ChatCompletionCreateParams.builder().model(model);
  }

  private ChatCompletionCreateParams.Builder question() {
    return conversation().addUserMessage(Script.QUESTION);
  }

  private ChatCompletion ask(ChatCompletionCreateParams params) {
    return client.chat().completions().create(params);
  }

  private List<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
    try (var response = client.chat().completions().createStreaming(params)) {
      return response.stream().toList();
    }
  }

  private ChatCompletion streamed(ChatCompletionCreateParams params) {
    var accumulator = ChatCompletionAccumulator.create();
    stream(params).forEach(accumulator::accumulate);
    return accumulator.chatCompletion();
  }

  private static ChatCompletionCreateParams.Builder withTools(
      ChatCompletionCreateParams.Builder conversation) {
    for (var tool : Script.TOOLS) {
      var parameters =
          tool.schema().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      java.util.Map.Entry::getKey, entry -> JsonValue.from(entry.getValue())));
      conversation.addFunctionTool(
          FunctionDefinition.builder()
              .name(tool.name())
              .description(tool.description())
              .parameters(FunctionParameters.builder().additionalProperties(parameters).build())
              .build());
    }
    return conversation;
  }

  private static ChatCompletionStreamOptions usageShown(boolean shown) {
    return ChatCompletionStreamOptions.builder().includeUsage(shown).build();
  }

  private static String text(ChatCompletion answer) {
    return answer.choices().getFirst().message().content().orElseThrow();
  }

  private static List<ChatCompletionMessageFunctionToolCall> calls(ChatCompletion answer) {
    return answer.choices().getFirst().message().toolCalls().orElse(List.of()).stream()
        .map(call -> call.asFunction())
        .toList();
  }
}
