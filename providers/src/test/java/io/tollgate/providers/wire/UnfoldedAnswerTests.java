package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Some upstreams answer in one piece although a stream was asked for. */
class UnfoldedAnswerTests {
  private static final Target OPENAI = Calls.target(Vendors.OPENAI, "gpt");

  private static final ClientRequest CHAT =
      Calls.chat(
          """
          {"model":"m","messages":[{"role":"user","content":"Hi"}],"stream":true,
           "stream_options":{"include_usage":true}}
          """);

  private static List<ClientRequest> clients() {
    return List.of(
        CHAT,
        Calls.request(
            "/v1/messages",
            """
            {"model":"m","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"Hi"}]}
            """),
        Calls.request(
            "/v1beta/models/m:streamGenerateContent",
            "alt=sse",
            Headers.NONE,
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}"));
  }

  private static String whole(Vendor vendor) {
    return switch (vendor.format()) {
      case OPENAI ->
          """
          {"id":"x","object":"chat.completion","created":1,"model":"g","choices":[{"index":0,
            "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],
           "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}
          """;
      case ANTHROPIC ->
          """
          {"id":"x","type":"message","role":"assistant","model":"g",
           "content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn",
           "usage":{"input_tokens":3,"output_tokens":4}}
          """;
      case GEMINI ->
          """
          {"candidates":[{"content":{"parts":[{"text":"Hello"}],"role":"model"},
            "finishReason":"STOP","index":0}],"modelVersion":"g",
           "usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4,"totalTokenCount":7}}
          """;
      case COHERE ->
          """
          {"id":"x","message":{"role":"assistant","content":[{"type":"text","text":"Hello"}]},
           "finish_reason":"COMPLETE","usage":{"tokens":{"input_tokens":3,"output_tokens":4}}}
          """;
      default -> throw new IllegalArgumentException(vendor.id());
    };
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Vendors.OPENAI, Vendors.ANTHROPIC, Vendors.GEMINI, Vendors.COHERE)
        .flatMap(vendor -> clients().stream().map(client -> Arguments.of(vendor, client)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aWholeAnswerBecomesTheClientsStream(Vendor vendor, ClientRequest client) {
    byte[] body = whole(vendor).getBytes(UTF_8);
    ResponseStream stream = Calls.stream(client, Calls.target(vendor, "g"));
    String seen = Calls.run(stream, body, 5);
    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    assertThat(stream.usage().usage()).isEqualTo(Usage.of(3, 4));
    assertThat(stream.finishReason()).isNotNull();
    assertThat(seen).contains("data: {", "Hello").doesNotContain("\"message\":{\"role\"");
    assertThat(seen)
        .contains(
            switch (client.protocol()) {
              case OPENAI -> "\"object\":\"chat.completion.chunk\"";
              case ANTHROPIC -> "event: message_stop";
              default -> "\"finishReason\":\"STOP\"";
            });
  }

  @Test
  void aChatClientCanReadEachChunk() {
    String seen =
        Calls.run(Calls.stream(CHAT, OPENAI), whole(Vendors.OPENAI).getBytes(UTF_8), 1000);
    assertThat(seen).endsWith("data: [DONE]\n\n");
    assertThat(
            seen.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Json.read(line.substring(6)))
                .anyMatch(chunk -> chunk.path("usage").path("total_tokens").asInt() == 7))
        .isTrue();
  }

  @Test
  void anErrorInOnePieceIsStillAnError() {
    ResponseStream stream = Calls.stream(CHAT, OPENAI);
    String body = "{\n \"error\": {\"message\": \"overloaded\", \"type\": \"overloaded_error\"}\n}";
    String seen = Calls.run(stream, body.getBytes(UTF_8), 4);
    assertThat(stream.failure().orElseThrow().kind()).isEqualTo(UpstreamFailure.Kind.OVERLOADED);
    assertThat(seen).isEmpty();
  }

  @Test
  void halfAnAnswerIsNone() {
    ResponseStream stream = Calls.stream(CHAT, OPENAI);
    byte[] body = whole(Vendors.OPENAI).substring(0, 80).getBytes(UTF_8);
    Calls.run(stream, body, 4);
    assertThat(stream.state()).isEqualTo(State.FAILED);
  }

  @Test
  void aWholeResponseBecomesItsEvents() {
    ClientRequest client =
        Calls.request("/v1/responses", "{\"model\":\"m\",\"input\":\"Hi\",\"stream\":true}");
    String body =
        """
        {"id":"resp_1","object":"response","status":"completed","model":"g","error":null,"output":[
          {"id":"ws_1","type":"web_search_call","status":"completed"},
          {"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[
            {"type":"output_text","text":"Hello","annotations":[],"logprobs":[]}]},
          {"id":"fc_1","type":"function_call","status":"completed","call_id":"call_1","name":"f",
            "arguments":"{\\"a\\": 1.0}"}],
         "usage":{"input_tokens":3,"output_tokens":4,"total_tokens":7}}
        """;
    ResponseStream stream = Calls.stream(client, OPENAI);

    String seen = Calls.run(stream, body.getBytes(UTF_8), 7);

    assertThat(stream.state()).isEqualTo(State.COMPLETE);
    assertThat(stream.usage().usage()).isEqualTo(Usage.of(3, 4));
    assertThat(stream.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(stream.contentBytes()).isPositive();
    assertThat(seen.lines().filter(line -> line.startsWith("event: ")).map(l -> l.substring(7)))
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.output_item.done",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.function_call_arguments.delta",
            "response.function_call_arguments.done",
            "response.output_item.done",
            "response.completed");
    JsonNode last =
        Json.read(
            seen.lines()
                .filter(l -> l.contains("response.completed\","))
                .toList()
                .getLast()
                .substring(6));
    assertThat(last.path("response")).isEqualTo(Json.read(body));
  }

  @Test
  void aWholeResponseThatFailedIsAFailure() {
    ClientRequest client =
        Calls.request("/v1/responses", "{\"model\":\"m\",\"input\":\"Hi\",\"stream\":true}");
    ResponseStream stream = Calls.stream(client, OPENAI);

    String seen =
        Calls.run(
            stream,
            "{\"error\":{\"message\":\"overloaded\",\"type\":\"overloaded_error\"}}"
                .getBytes(UTF_8),
            4);

    assertThat(stream.failure().orElseThrow().kind()).isEqualTo(UpstreamFailure.Kind.OVERLOADED);
    assertThat(seen).isEmpty();
  }
}
