package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlock;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolUseBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** anthropic-java talks to every kind of provider without noticing. */
@Tag("anthropic-java")
@ParameterizedClass(name = "to {0}")
@EnumSource(Upstream.class)
@ExtendWith(RunningGateway.class)
class AnthropicJavaIT {

  private final String model;
  private final AnthropicClient client;

  AnthropicJavaIT(Upstream upstream, GatewayUnderTest gateway) {
    this.model = upstream.model("chat");
    this.client = AnthropicClients.connect(gateway, gateway.key());
  }

  @Test
  void answersInTextWithUsage() {
    var answer = ask(question());

    assertThat(text(answer)).startsWith("Hello from ").contains("“" + Script.QUESTION + "”");
    assertThat(answer.stopReason()).contains(StopReason.END_TURN);
    assertThat(answer.usage().inputTokens()).isEqualTo(Script.QUESTION_TOKENS);
    assertThat(answer.usage().outputTokens()).isEqualTo(Script.words(text(answer)));
  }

  @Test
  void exposesTheRequestId() {
    try (var response = client.messages().withRawResponse().create(question())) {
      assertThat(response.requestId()).isPresent();
    }
  }

  @Test
  void streamsTheSameTextInPieces() {
    var pieces =
        stream(question()).stream()
            .flatMap(event -> event.contentBlockDelta().stream())
            .flatMap(event -> event.delta().text().stream())
            .map(delta -> delta.text())
            .toList();

    assertThat(pieces).hasSizeGreaterThan(5);
    assertThat(String.join("", pieces)).isEqualTo(text(ask(question())));
  }

  @Test
  void accumulatesAStreamToTheWholeAnswer() {
    var whole = ask(question());
    var streamed = streamed(question());

    assertThat(text(streamed)).isEqualTo(text(whole));
    assertThat(streamed.stopReason()).isEqualTo(whole.stopReason());
    assertThat(streamed.usage().inputTokens()).isEqualTo(whole.usage().inputTokens());
    assertThat(streamed.usage().outputTokens()).isEqualTo(whole.usage().outputTokens());
  }

  @Test
  void carriesTheSystemPrompt() {
    var answer = ask(conversation().system(Script.SYSTEM).addUserMessage(Script.QUESTION).build());

    assertThat(answer.usage().inputTokens())
        .isEqualTo(Script.SYSTEM_TOKENS + Script.QUESTION_TOKENS);
  }

  @Test
  void callsTheToolThatIsRequired() {
    var answer =
        ask(
            withTools(conversation())
                .toolToolChoice("get_time")
                .addUserMessage(Script.QUESTION)
                .build());

    assertThat(answer.stopReason()).contains(StopReason.TOOL_USE);
    assertThat(calls(answer)).extracting(ToolUseBlock::name).containsExactly("get_time");
  }

  @Test
  void streamsParallelToolCallsThatEqualTheWholeAnswer() {
    var params = withTools(conversation()).addUserMessage(Script.TOOL_QUESTION).build();
    var whole = calls(ask(params));
    var streamed = calls(streamed(params));

    assertThat(whole).extracting(ToolUseBlock::name).isEqualTo(Script.TOOL_NAMES);
    assertThat(streamed).extracting(ToolUseBlock::name).isEqualTo(Script.TOOL_NAMES);
    assertThat(streamed)
        .extracting(ToolUseBlock::_input)
        .isEqualTo(whole.stream().map(ToolUseBlock::_input).toList());
    assertThat(streamed).extracting(ToolUseBlock::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "streaming {0}")
  @ValueSource(booleans = {false, true})
  void runsAnAgentLoopOverSeveralTurns(boolean streaming) {
    var messages = new ArrayList<Object>();
    var used = new ArrayList<String>();
    for (var question : Script.TOOL_QUESTIONS) {
      messages.add(Map.of("role", "user", "content", question));
      assertThat(loop(messages, used, streaming)).contains(Script.TOOL_RESULT);
    }

    assertThat(used).containsExactly("get_weather", "get_time", "get_weather", "get_time");
  }

  @Test
  void answersByAJsonSchema() {
    var schema = JsonOutputFormat.Schema.builder();
    Script.ANSWER_SCHEMA.forEach(
        (name, value) -> schema.putAdditionalProperty(name, JsonValue.from(value)));
    var format = JsonOutputFormat.builder().schema(schema.build()).build();
    var answer =
        ask(
            conversation()
                .outputConfig(OutputConfig.builder().format(format).build())
                .addUserMessage(Script.QUESTION)
                .build());

    assertThat(text(answer)).matches("\\{\"(title|count)\":.*,\"(title|count)\":.*}");
  }

  @Test
  void findsTheModelByItsNameWithASlash() {
    assertThat(client.models().retrieve(model).id()).isEqualTo(model);
  }

  /** Its messages are kept as JSON, because the two versions build them by different methods. */
  private String loop(List<Object> messages, List<String> used, boolean streaming) {
    for (int turn = 0; turn < 5; turn++) {
      var params =
          withTools(conversation())
              .system(Script.SYSTEM)
              .messages(JsonValue.from(messages))
              .build();
      var answer = streaming ? streamed(params) : ask(params);
      messages.add(answer.toParam());
      if (calls(answer).isEmpty()) {
        return text(answer);
      }
      calls(answer).forEach(call -> used.add(call.name()));
      messages.add(
          Map.of(
              "role",
              "user",
              "content",
              calls(answer).stream().map(AnthropicJavaIT::result).toList()));
    }
    throw new AssertionError("the loop did not end");
  }

  private static Map<String, String> result(ToolUseBlock call) {
    return Map.of("type", "tool_result", "tool_use_id", call.id(), "content", Script.TOOL_RESULT);
  }

  private MessageCreateParams.Builder conversation() {
    return AnthropicClients.conversation(model);
  }

  private MessageCreateParams question() {
    return AnthropicClients.question(model);
  }

  private Message ask(MessageCreateParams params) {
    return client.messages().create(params);
  }

  private List<RawMessageStreamEvent> stream(MessageCreateParams params) {
    try (var response = client.messages().createStreaming(params)) {
      return response.stream().toList();
    }
  }

  private Message streamed(MessageCreateParams params) {
    var accumulator = MessageAccumulator.create();
    stream(params).forEach(accumulator::accumulate);
    return accumulator.message();
  }

  private static MessageCreateParams.Builder withTools(MessageCreateParams.Builder conversation) {
    for (var tool : Script.TOOLS) {
      var properties = Tool.InputSchema.Properties.builder();
      tool.properties()
          .forEach((name, type) -> properties.putAdditionalProperty(name, JsonValue.from(type)));
      conversation.addTool(
          Tool.builder()
              .name(tool.name())
              .description(tool.description())
              .inputSchema(
                  Tool.InputSchema.builder()
                      .properties(properties.build())
                      .required(tool.properties().keySet().stream().sorted().toList())
                      .build())
              .build());
    }
    return conversation;
  }

  private static String text(Message answer) {
    return answer.content().stream()
        .flatMap(block -> block.text().stream())
        .map(TextBlock::text)
        .collect(Collectors.joining());
  }

  private static List<ToolUseBlock> calls(Message answer) {
    return answer.content().stream().flatMap(block -> block.toolUse().stream()).toList();
  }
}
