package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** openai-java's other two ways of talking: Responses, and completions of the first days. */
@ParameterizedClass(name = "to {0}")
@EnumSource(Upstream.class)
@ExtendWith(RunningGateway.class)
class OpenAiJavaResponsesIT {

  private final Upstream upstream;
  private final OpenAIClient client;

  OpenAiJavaResponsesIT(Upstream upstream, GatewayUnderTest gateway) {
    this.upstream = upstream;
    this.client = OpenAiClients.connect(gateway, gateway.key());
  }

  @Test
  void answersInTextWithUsage() {
    var response = client.responses().create(question().build());

    var usage = response.usage().orElseThrow();
    assertThat(text(response)).startsWith("Hello from ").contains("“" + Script.QUESTION + "”");
    assertThat(response.status()).contains(ResponseStatus.COMPLETED);
    assertThat(usage.inputTokens()).isEqualTo(Script.QUESTION_TOKENS);
    assertThat(usage.outputTokens()).isEqualTo(Script.words(text(response)));
    assertThat(usage.totalTokens()).isEqualTo(usage.inputTokens() + usage.outputTokens());
  }

  @Test
  void carriesTheInstructions() {
    var response = client.responses().create(question().instructions(Script.SYSTEM).build());

    assertThat(response.usage().orElseThrow().inputTokens())
        .isEqualTo(Script.SYSTEM_TOKENS + Script.QUESTION_TOKENS);
  }

  @Test
  void streamsEventsThatMakeTheWholeAnswer() {
    var events = stream(question().build());
    var accumulator = ResponseAccumulator.create();
    events.forEach(accumulator::accumulate);

    var deltas =
        events.stream()
            .flatMap(event -> event.outputTextDelta().stream())
            .map(delta -> delta.delta())
            .collect(Collectors.joining());
    assertThat(deltas).isEqualTo(text(client.responses().create(question().build())));
    assertThat(events.getLast().isCompleted()).isTrue();
    assertThat(text(accumulator.response())).isEqualTo(deltas);
    assertThat(accumulator.response().usage().orElseThrow().inputTokens())
        .isEqualTo(Script.QUESTION_TOKENS);
  }

  @Test
  void streamsParallelToolCallsThatEqualTheWholeAnswer() {
    var params = withTools(conversation()).input(Script.TOOL_QUESTION).build();
    var accumulator = ResponseAccumulator.create();
    stream(params).forEach(accumulator::accumulate);

    var whole = calls(client.responses().create(params));
    var streamed = calls(accumulator.response());
    assertThat(whole).extracting(ResponseFunctionToolCall::name).isEqualTo(Script.TOOL_NAMES);
    assertThat(streamed)
        .extracting(call -> call.name() + call.arguments())
        .isEqualTo(whole.stream().map(call -> call.name() + call.arguments()).toList());
    assertThat(streamed).extracting(ResponseFunctionToolCall::callId).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnFromTheIdOfTheTurnBefore(boolean streamed) {
    var first = turn(question().instructions(Script.SYSTEM).build(), streamed);
    var next = question().previousResponseId(first.id()).build();
    var second = turn(next, streamed);

    assertThat(second.previousResponseId()).contains(first.id());
    assertThat(second.usage().orElseThrow().inputTokens())
        .isEqualTo(2L * Script.QUESTION_TOKENS + Script.words(text(first)));
    var kept = client.responses().retrieve(second.id());
    assertThat(text(kept)).isEqualTo(text(second));
    assertThat(client.responses().inputItems().list(second.id()).items()).hasSize(1);
  }

  @Test
  void sendsTheResultsOfToolsToTheTurnThatCalledThem() {
    var asked =
        client.responses().create(withTools(conversation()).input(Script.TOOL_QUESTION).build());
    var results =
        calls(asked).stream()
            .map(call ->
                ResponseInputItem.ofFunctionCallOutput(
                    ResponseInputItem.FunctionCallOutput.builder()
                        .callId(call.callId())
                        .output("21 degrees")
                        .build()))
            .toList();

    var answer =
        client
            .responses()
            .create(
                withTools(conversation())
                    .previousResponseId(asked.id())
                    .inputOfResponse(results)
                    .build());

    assertThat(text(answer)).contains("21 degrees");
  }

  @Test
  void isToldThatAResponseIsGone() {
    var response = client.responses().create(question().build());
    client.responses().delete(response.id());

    assertThatThrownBy(
            () -> client.responses().create(question().previousResponseId(response.id()).build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("not found");
    assertThatThrownBy(() -> client.responses().retrieve(response.id()))
        .isInstanceOf(NotFoundException.class);
  }

  private Response turn(ResponseCreateParams params, boolean streamed) {
    if (!streamed) {
      return client.responses().create(params);
    }
    var accumulator = ResponseAccumulator.create();
    stream(params).forEach(accumulator::accumulate);
    return accumulator.response();
  }

  @Test
  void raisesWhenAStreamBreaksOff() {
    var params =
        ResponseCreateParams.builder()
            .model(upstream.failing("error-event"))
            .input(Script.QUESTION)
            .build();

    assertThatThrownBy(() -> stream(params)).isInstanceOf(OpenAIException.class);
  }

  @Test
  void completesAPromptWholeAndStreamed() {
    var params =
        CompletionCreateParams.builder()
            .model(upstream.model("chat"))
            .prompt(Script.QUESTION)
            .build();

    var whole = client.completions().create(params);
    String streamed;
    try (var response = client.completions().createStreaming(params)) {
      streamed =
          response.stream()
              .flatMap(chunk -> chunk.choices().stream())
              .map(choice -> choice.text())
              .collect(Collectors.joining());
    }

    assertThat(whole.choices().getFirst().text()).contains(Script.QUESTION);
    assertThat(streamed).isEqualTo(whole.choices().getFirst().text());
    assertThat(whole.usage().orElseThrow().promptTokens()).isEqualTo(Script.QUESTION_TOKENS);
  }

  private ResponseCreateParams.Builder conversation() {
    return ResponseCreateParams.builder().model(upstream.model("chat"));
  }

  private ResponseCreateParams.Builder question() {
    return conversation().input(Script.QUESTION);
  }

  private List<ResponseStreamEvent> stream(ResponseCreateParams params) {
    try (var response = client.responses().createStreaming(params)) {
      return response.stream().toList();
    }
  }

  private static ResponseCreateParams.Builder withTools(ResponseCreateParams.Builder request) {
    for (var tool : Script.TOOLS) {
      var parameters = FunctionTool.Parameters.builder();
      tool.schema()
          .forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
      request.addTool(
          FunctionTool.builder()
              .name(tool.name())
              .description(tool.description())
              .parameters(parameters.build())
              .strict(true)
              .build());
    }
    return request;
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .flatMap(content -> content.outputText().stream())
        .map(text -> text.text())
        .collect(Collectors.joining());
  }

  private static List<ResponseFunctionToolCall> calls(Response response) {
    return response.output().stream().flatMap(item -> item.functionCall().stream()).toList();
  }
}
