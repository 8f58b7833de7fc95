package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.providers.Calls;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What stands where no provider takes it is refused by its place, and never lost on the way. */
class MisplacedPartsTests {
  private static final List<Target> TARGETS =
      List.of(
          Calls.target(Vendors.OPENAI, "gpt"),
          Calls.target(Vendors.ANTHROPIC, "claude-sonnet-4-5"),
          Calls.target(Vendors.GEMINI, "gemini-3-pro"),
          Calls.target(Vendors.BEDROCK, "anthropic.claude-sonnet-4-5"),
          Calls.target(Vendors.COHERE, "command-a-reasoning-08-2025"),
          Calls.target(Vendors.OLLAMA, "qwen3"));

  private static ClientRequest request(String client, String body) {
    return switch (client) {
      case "chat" -> Calls.chat("{\"model\":\"m\"," + body + "}");
      case "responses" -> Calls.request("/v1/responses", "{\"model\":\"m\"," + body + "}");
      case "messages" ->
          Calls.request("/v1/messages", "{\"model\":\"m\",\"max_tokens\":9," + body + "}");
      default -> Calls.request("/v1beta/models/m:generateContent", "{" + body + "}");
    };
  }

  /** Those whose format is another one, so that the request is read and written anew. */
  private static List<Target> translating(String client) {
    String same =
        switch (client) {
          case "messages" -> "anthropic";
          case "gemini" -> "gemini";
          default -> "openai";
        };
    return TARGETS.stream().filter(target -> !target.vendor().id().equals(same)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          messages  | messages[0].content[1]   | "messages":[{"role":"user","content":[{"type":"text","text":"Hi"},{"type":"tool_use","id":"t","name":"f","input":{}}]}]
          messages  | messages[0].content[0]   | "messages":[{"role":"user","content":[{"type":"thinking","thinking":"hm","signature":"x"}]}]
          messages  | messages[1].content[0]   | "messages":[{"role":"user","content":"Hi"},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"x"}]}]
          messages  | messages[1].content[1]   | "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}},{"type":"tool_result","tool_use_id":"t","content":"x"}]}]
          gemini    | contents[0].parts[0]     | "contents":[{"role":"user","parts":[{"functionCall":{"name":"f","args":{}}}]}]
          gemini    | contents[1].parts[0]     | "contents":[{"parts":[{"text":"Hi"}]},{"parts":[{"functionResponse":{"name":"f","response":{"output":"x"}}}]}]
          gemini    | systemInstruction.parts[0] | "systemInstruction":{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]},"contents":[{"parts":[{"text":"Hi"}]}]
          chat      | messages[1]              | "messages":[{"role":"user","content":"Hi"},{"role":"tool","tool_call_id":"t","content":"x"}]
          chat      | messages[0].content[1]   | "messages":[{"role":"system","content":[{"type":"text","text":"Be"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},{"role":"user","content":"Hi"}]
          responses | input[1]                 | "input":[{"role":"user","content":"Hi"},{"type":"function_call_output","call_id":"c","output":"x"}]
          responses | input[0].content[0]      | "input":[{"role":"developer","content":[{"type":"input_image","image_url":"data:image/png;base64,AAAA"}]},{"role":"user","content":"Hi"}]
          """)
  void isRefusedByItsPlace(String client, String place, String body) {
    for (Target target : translating(client)) {
      assertRefused(request(client, body), target, place);
    }
  }

  private static void assertRefused(ClientRequest request, Target target, String place) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .as("to %s", target.vendor().id())
        .isThrownBy(() -> Calls.translate(request, target))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(place))
        .satisfies(refused -> assertThat(shown(request, refused)).contains(place));
  }

  private static String shown(ClientRequest request, InvalidRequestException refused) {
    return new String(
        ErrorRenderer.render(request.protocol(), refused.toClientError(), "req_1").body(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chat      | anthropic | messages[1].content[0] | "messages":[{"role":"user","content":"Hi"},{"role":"user","content":[{"type":"input_audio","input_audio":{"format":"wav","data":"AAAA"}}]}]
          chat      | ollama    | messages[0].content[0] | "messages":[{"role":"user","content":[{"type":"file","file":{"file_data":"data:application/pdf;base64,AAAA"}}]}]
          chat      | cohere    | messages[0].content[0] | "messages":[{"role":"user","content":[{"type":"file","file":{"file_data":"data:application/pdf;base64,AAAA"}}]}]
          chat      | gemini    | messages[0].content[0] | "messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}]}]
          chat      | bedrock   | messages[0].content[0] | "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/tiff;base64,AAAA"}}]}]
          responses | ollama    | input[0].content[0]    | "input":[{"role":"user","content":[{"type":"input_image","file_id":"file-1"}]}]
          gemini    | cohere    | contents[0].parts[1]   | "contents":[{"parts":[{"text":"Hi"},{"inlineData":{"mimeType":"audio/wav","data":"AAAA"}}]}]
          gemini    | anthropic | contents[0].parts[0]   | "contents":[{"parts":[{"inlineData":{"mimeType":"audio/wav","data":"AAAA"}}]}]
          messages  | bedrock   | messages[2].content[0].content[0] | "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"image","source":{"type":"base64","media_type":"image/tiff","data":"AAAA"}}]}]}]
          """)
  void whatAProviderCannotTakeIsNamedByItsPlace(
      String client, String vendor, String place, String body) {
    Target target =
        TARGETS.stream().filter(one -> one.vendor().id().equals(vendor)).findFirst().orElseThrow();
    assertRefused(request(client, body), target, place);
  }

  @Test
  void aContentThatCallsAFunctionIsTheModelsWithoutSayingSo() {
    ClientRequest request =
        request(
            "gemini",
            """
            "contents":[{"parts":[{"text":"Hi"}]},{"parts":[{"functionCall":{"name":"f","args":{}}}]},
              {"parts":[{"functionResponse":{"name":"f","response":{"output":"x"}}}]}]
            """);
    JsonNode messages = Calls.sent(request, TARGETS.getFirst()).path("messages");
    assertThat(messages.values().stream().map(one -> one.path("role").asString()))
        .containsExactly("user", "assistant", "tool");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chat      | tool_choice                      | "tool_choice":"required","messages":[{"role":"user","content":"Hi"}]
          responses | tool_choice                      | "tool_choice":"required","input":"Hi"
          messages  | tool_choice                      | "tool_choice":{"type":"any"},"messages":[{"role":"user","content":"Hi"}]
          gemini    | toolConfig.functionCallingConfig | "toolConfig":{"functionCallingConfig":{"mode":"ANY"}},"contents":[{"parts":[{"text":"Hi"}]}]
          """)
  void aCallThatIsDemandedWithoutToolsIsNamed(String client, String field, String body) {
    for (Target target : translating(client)) {
      assertThat(Calls.translate(request(client, body), target).dropped())
          .as("to %s", target.vendor().id())
          .containsExactly(field);
    }
  }

  @Test
  void argumentsThatAreNoJsonAreToldWhereTheyMustBeAnObject() {
    ClientRequest request =
        request(
            "chat",
            """
            "messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\\"a\\":"}}]},
              {"role":"tool","tool_call_id":"c","content":"x"}]
            """);
    for (Target target : translating("chat")) {
      List<String> adapted = Calls.translate(request, target).adapted();
      if (!target.vendor().id().equals("cohere")) {
        assertThat(adapted)
            .as("to %s", target.vendor().id())
            .contains("arguments of a tool call that are no object were sent inside one");
      }
    }
  }

  @Test
  void aThoughtOfWhichNothingIsLeftLeavesNoEmptyMessage() {
    ClientRequest request =
        request(
            "responses",
            """
            "input":[{"role":"user","content":"Hi"},
              {"type":"reasoning","summary":[],"encrypted_content":"gAAAA"},{"role":"user","content":"Go on"}]
            """);
    UpstreamRequest sent =
        Calls.translate(request, Calls.target(Vendors.find("groq").orElseThrow(), "m"));
    assertThat(sent.adapted()).hasSize(1).first().asString().contains("thoughts");
    assertThat(Json.read(sent.body()).path("messages").values())
        .noneMatch(message -> message.path("role").asString().equals("assistant"));
  }
}
