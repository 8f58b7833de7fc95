package io.tollgate.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Legacy completions where the upstream has OpenAI's format, and not always this endpoint. */
class LegacyCompletionTests {
  private static final Target MISTRAL =
      Calls.target(Vendors.find("mistral").orElseThrow(), "mistral-small");

  private static final String USAGE =
      "{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"cache_write_tokens\":0,"
          + "\"audio_tokens\":0},"
          + "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0}}";

  private static ClientRequest request(String fields) {
    return Calls.request("/v1/completions", "{\"model\":\"m\",\"prompt\":\"Hi\"" + fields + "}");
  }

  @Test
  void whereThereIsNoSuchEndpointThePromptBecomesAChat() {
    UpstreamRequest sent =
        Calls.translate(
            request(
                ",\"max_tokens\":5,\"seed\":7,\"temperature\":0.5,\"stop\":\"END\",\"n\":2,"
                    + "\"stream\":true,\"user\":\"u\",\"suffix\":\"!\""),
            MISTRAL);
    assertThat(sent.uri()).hasToString("https://api.mistral.ai/v1/chat/completions");
    assertThat(Json.read(sent.body()))
        .isEqualTo(
            Json.read(
                """
                {"model":"mistral-small","messages":[{"role":"user","content":"Hi"}],
                 "max_tokens":5,"random_seed":7,"temperature":0.5,"stop":["END"],"n":2,
                 "stream":true}
                """));
    assertThat(sent.dropped()).containsExactlyInAnyOrder("user", "suffix");
  }

  @Test
  void severalPromptsAreRefusedByTheirName() {
    ClientRequest several =
        Calls.request("/v1/completions", "{\"model\":\"m\",\"prompt\":[\"a\",\"b\"]}");
    assertThatThrownBy(() -> Calls.translate(several, MISTRAL))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused -> assertThat(refused.field()).isEqualTo("prompt"));
  }

  @Test
  void aChatsAnswerBecomesACompletion() {
    String answer =
        """
        {"id":"c1","object":"chat.completion","created":1,"model":"mistral-small-2","choices":[
          {"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"},
          {"index":1,"message":{"role":"assistant","content":[{"type":"thinking","thinking":[
            {"type":"text","text":"hm"}]},{"type":"text","text":"He"}]},"finish_reason":"length"}],
         "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}
        """;
    ClientReply reply =
        (ClientReply) Calls.answer(request(""), MISTRAL, 200, answer.getBytes(UTF_8));
    assertThat(Json.read(reply.body()))
        .isEqualTo(
            Json.read(
                """
                {"id":"c1","object":"text_completion","created":1795219200,
                 "model":"mistral-small-2","choices":[
                  {"text":"Hello","index":0,"logprobs":null,"finish_reason":"stop"},
                  {"text":"He","index":1,"logprobs":null,"finish_reason":"length"}],
                 "usage":%s}
                """
                    .formatted(USAGE)));
  }

  @Test
  void aChatsStreamBecomesAStreamOfCompletions() {
    String stream =
        """
        data: {"id":"c1","model":"x","choices":[{"index":0,"delta":{"role":"assistant","content":"He"},"finish_reason":null}]}

        data: {"id":"c1","model":"x","choices":[{"index":0,"delta":{"content":"llo"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

        data: [DONE]

        """;
    ClientRequest asked = request(",\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    String chunk =
        "{\"id\":\"c1\",\"object\":\"text_completion\",\"created\":1795219200,\"model\":\"x\","
            + "\"choices\":[%s],\"usage\":%s}";
    String choice = "{\"text\":\"%s\",\"index\":0,\"logprobs\":null,\"finish_reason\":%s}";
    assertThat(Calls.run(Calls.stream(asked, MISTRAL), stream.getBytes(UTF_8), 17).lines())
        .filteredOn(line -> !line.isEmpty())
        .containsExactly(
            "data: " + chunk.formatted(choice.formatted("He", "null"), "null"),
            "data: " + chunk.formatted(choice.formatted("llo", "null"), "null"),
            "data: " + chunk.formatted(choice.formatted("", "\"stop\""), "null"),
            "data: " + chunk.formatted("", USAGE),
            "data: [DONE]");
  }

  /** It is all that the model says, and this format has no other place for it. */
  @Test
  void aRefusalIsTheText() {
    String whole =
        """
        {"id":"c1","choices":[{"index":0,"message":{"role":"assistant","content":null,
          "refusal":"I will not."},"finish_reason":"stop"}]}
        """;
    ClientReply reply =
        (ClientReply) Calls.answer(request(""), MISTRAL, 200, whole.getBytes(UTF_8));
    assertThat(Json.read(reply.body()).at("/choices/0/text").asString()).isEqualTo("I will not.");
    String stream =
        """
        data: {"id":"c1","choices":[{"index":0,"delta":{"refusal":"I will not."},"finish_reason":"stop"}]}

        data: [DONE]

        """;
    assertThat(
            Calls.run(
                Calls.stream(request(",\"stream\":true"), MISTRAL), stream.getBytes(UTF_8), 50))
        .contains("\"text\":\"I will not.\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mistral",
        "deepseek",
        "groq",
        "perplexity",
        "huggingface",
        "moonshot",
        "dashscope",
        "zhipu",
        "minimax",
        "sambanova",
        "github-models",
        "cloudflare"
      })
  void theseOnlyChat(String vendor) {
    assertThat(address(Vendors.find(vendor).orElseThrow())).endsWith("/chat/completions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure", "openrouter", "together", "vllm", "llama-cpp"})
  void theseHaveTheEndpoint(String vendor) {
    assertThat(address(Vendors.find(vendor).orElseThrow()))
        .endsWith("/completions")
        .doesNotEndWith("/chat/completions");
  }

  @Test
  void ofADeclaredVendorAnAdminSaysIt() {
    for (boolean has : List.of(true, false)) {
      Vendor declared =
          Vendor.declared(
              WireFormat.OPENAI, Map.of("quirk.completions-endpoint", Boolean.toString(has)));
      assertThat(address(declared).endsWith("/v1/completions")).isEqualTo(has);
    }
  }

  private static String address(Vendor vendor) {
    Target target = Calls.target(vendor, "some-model");
    Target own =
        new Target(
            vendor,
            URI.create("https://own.example.com/v1"),
            "some-model",
            target.credential(),
            Map.of(),
            false);
    return Calls.translate(request(""), own).uri().toString();
  }
}
