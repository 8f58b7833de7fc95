package io.tollgate.acceptance.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionCallingConfig;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import com.google.genai.types.ToolConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** google-genai talks to every kind of provider without noticing. */
@ParameterizedClass(name = "to {0}")
@EnumSource(Upstream.class)
@ExtendWith(RunningGateway.class)
class GoogleGenAiJavaIT {

  private static final GenerateContentConfig PLAIN = GenerateContentConfig.builder().build();
  private static final GenerateContentConfig WITH_TOOLS =
      GenerateContentConfig.builder().tools(tools()).systemInstruction(system()).build();

  private final GatewayUnderTest gateway;
  private final String model;
  private final Client client;

  GoogleGenAiJavaIT(Upstream upstream, GatewayUnderTest gateway) {
    this.gateway = gateway;
    this.model = upstream.model("chat");
    this.client = GoogleClients.connect(gateway, gateway.key());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void answersInTextWithUsage() {
    var answer = ask(Script.QUESTION, PLAIN);

    assertThat(answer.text()).startsWith("Hello from ").contains("“" + Script.QUESTION + "”");
    assertThat(answer.finishReason()).hasToString("STOP");
    assertThat(
            answer.usageMetadata().flatMap(GenerateContentResponseUsageMetadata::promptTokenCount))
        .contains((int) Script.QUESTION_TOKENS);
    assertThat(
            answer
                .usageMetadata()
                .flatMap(GenerateContentResponseUsageMetadata::candidatesTokenCount))
        .contains((int) Script.words(answer.text()));
  }

  @Test
  void answersBelowTheNewerPathToo() {
    try (var newer = GoogleClients.connect(gateway, gateway.key(), "v1")) {
      assertThat(newer.models.generateContent(model, Script.QUESTION, PLAIN).text())
          .startsWith("Hello from ");
    }
  }

  @Test
  void streamsTheSameTextInPiecesWithUsage() {
    var whole = ask(Script.QUESTION, PLAIN);
    var chunks = stream(List.of(user(Script.QUESTION)), PLAIN);

    assertThat(chunks).hasSizeGreaterThan(5);
    assertThat(text(chunks)).isEqualTo(whole.text());
    assertThat(chunks.getLast().finishReason()).hasToString("STOP");
    assertThat(total(chunks.getLast())).isPresent().isEqualTo(total(whole));
  }

  @Test
  void carriesTheSystemPrompt() {
    var answer =
        ask(Script.QUESTION, GenerateContentConfig.builder().systemInstruction(system()).build());

    assertThat(
            answer.usageMetadata().flatMap(GenerateContentResponseUsageMetadata::promptTokenCount))
        .contains((int) (Script.SYSTEM_TOKENS + Script.QUESTION_TOKENS));
  }

  @Test
  void callsTheToolThatIsRequired() {
    var required =
        FunctionCallingConfig.builder().mode("ANY").allowedFunctionNames("get_time").build();
    var answer =
        ask(
            Script.QUESTION,
            WITH_TOOLS.toBuilder()
                .toolConfig(ToolConfig.builder().functionCallingConfig(required).build())
                .build());

    assertThat(answer.functionCalls())
        .extracting(call -> call.name().orElseThrow())
        .containsExactly("get_time");
  }

  @Test
  void streamsParallelToolCallsThatEqualTheWholeAnswer() {
    var whole = ask(Script.TOOL_QUESTION, WITH_TOOLS).functionCalls();
    var streamed =
        stream(List.of(user(Script.TOOL_QUESTION)), WITH_TOOLS).stream()
            .map(GenerateContentResponse::functionCalls)
            .flatMap(Collection::stream)
            .toList();

    assertThat(whole).extracting(call -> call.name().orElseThrow()).isEqualTo(Script.TOOL_NAMES);
    assertThat(streamed)
        .extracting(FunctionCall::name)
        .isEqualTo(whole.stream().map(FunctionCall::name).toList());
    assertThat(streamed)
        .extracting(FunctionCall::args)
        .isEqualTo(whole.stream().map(FunctionCall::args).toList());
  }

  @ParameterizedTest(name = "streaming {0}")
  @ValueSource(booleans = {false, true})
  void runsAnAgentLoopOverSeveralTurns(boolean streaming) {
    var contents = new ArrayList<Content>();
    var used = new ArrayList<String>();
    for (var question : Script.TOOL_QUESTIONS) {
      contents.add(user(question));
      assertThat(loop(contents, used, streaming)).contains(Script.TOOL_RESULT);
    }

    assertThat(used).containsExactly("get_weather", "get_time", "get_weather", "get_time");
  }

  @Test
  void answersByAJsonSchema() {
    var answer =
        ask(
            Script.QUESTION,
            GenerateContentConfig.builder()
                .responseMimeType("application/json")
                .responseJsonSchema(Script.ANSWER_SCHEMA)
                .build());

    assertThat(answer.text()).matches("\\{\"(title|count)\":.*,\"(title|count)\":.*}");
  }

  @Test
  void findsTheModelByItsNameWithASlash() {
    assertThat(client.models.get(model, null).name()).contains("models/" + model);
  }

  private String loop(List<Content> contents, List<String> used, boolean streaming) {
    for (int turn = 0; turn < 5; turn++) {
      var parts = answer(contents, streaming);
      contents.add(Content.builder().role("model").parts(parts).build());
      var calls = parts.stream().flatMap(part -> part.functionCall().stream()).toList();
      if (calls.isEmpty()) {
        return parts.stream().flatMap(part -> part.text().stream()).collect(Collectors.joining());
      }
      calls.forEach(call -> used.add(call.name().orElseThrow()));
      contents.add(
          Content.builder()
              .role("user")
              .parts(calls.stream().map(GoogleGenAiJavaIT::result).toList())
              .build());
    }
    throw new AssertionError("the loop did not end");
  }

  private List<Part> answer(List<Content> contents, boolean streaming) {
    var chunks =
        streaming
            ? stream(contents, WITH_TOOLS)
            : List.of(client.models.generateContent(model, contents, WITH_TOOLS));
    return chunks.stream()
        .flatMap(chunk -> Optional.ofNullable(chunk.parts()).stream())
        .flatMap(Collection::stream)
        .toList();
  }

  private static Part result(FunctionCall call) {
    var response =
        FunctionResponse.builder()
            .name(call.name().orElseThrow())
            .response(Map.of("output", Script.TOOL_RESULT));
    call.id().ifPresent(response::id);
    return Part.builder().functionResponse(response.build()).build();
  }

  private GenerateContentResponse ask(String question, GenerateContentConfig config) {
    return client.models.generateContent(model, question, config);
  }

  private List<GenerateContentResponse> stream(
      List<Content> contents, GenerateContentConfig config) {
    var chunks = new ArrayList<GenerateContentResponse>();
    try (var stream = client.models.generateContentStream(model, contents, config)) {
      stream.forEach(chunks::add);
    }
    return chunks;
  }

  private static Tool tools() {
    return Tool.builder()
        .functionDeclarations(
            Script.TOOLS.stream()
                .map(tool ->
                    FunctionDeclaration.builder()
                        .name(tool.name())
                        .description(tool.description())
                        .parametersJsonSchema(tool.schema())
                        .build())
                .toList())
        .build();
  }

  private static Content system() {
    return Content.fromParts(Part.fromText(Script.SYSTEM));
  }

  private static Content user(String text) {
    return Content.fromParts(Part.fromText(text));
  }

  private static String text(List<GenerateContentResponse> chunks) {
    return chunks.stream()
        .flatMap(chunk -> Optional.ofNullable(chunk.text()).stream())
        .collect(Collectors.joining());
  }

  private static Optional<Integer> total(GenerateContentResponse answer) {
    return answer.usageMetadata().flatMap(GenerateContentResponseUsageMetadata::totalTokenCount);
  }
}
