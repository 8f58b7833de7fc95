package io.tollgate.providers.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class VendorsTests {
  private static final String REQUEST =
      "{\"model\":\"m\",\"seed\":1,\"user\":\"u\",\"max_completion_tokens\":5,\"stream\":true,"
          + "\"messages\":[{\"role\":\"developer\",\"content\":\"x\"}]}";

  @Test
  void eachHasAnIdOfItsOwn() {
    assertThat(Vendors.all()).extracting(Vendor::id).doesNotHaveDuplicates();
    assertThat(Vendors.all()).allSatisfy(vendor -> assertThat(vendor.id()).matches("[a-z0-9-]+"));
  }

  @Test
  void mistralGetsWhatItKnows() {
    Target mistral = Calls.target(Vendors.find("mistral").orElseThrow(), "mistral-small");
    UpstreamRequest sent = Calls.translate(Calls.chat(REQUEST), mistral);
    JsonNode body = Json.read(sent.body());
    assertThat(body.path("random_seed").asInt()).isEqualTo(1);
    assertThat(body.path("max_tokens").asInt()).isEqualTo(5);
    assertThat(body.has("stream_options")).isFalse();
    assertThat(body.path("messages").path(0).path("role").asString()).isEqualTo("system");
    assertThat(sent.dropped()).containsExactly("user");
  }

  @Test
  void azureNamesTheDeploymentInThePathOrTheBody() {
    Vendor classic = Vendors.find("azure-deployments").orElseThrow();
    Target target =
        new Target(
            classic,
            URI.create("https://res.openai.azure.com"),
            "my gpt",
            Credential.NONE,
            Map.of("api-version", "2024-10-21"),
            false);
    assertThat(Calls.translate(Calls.chat(REQUEST), target).uri())
        .hasToString(
            "https://res.openai.azure.com/openai/deployments/my%20gpt/chat/completions"
                + "?api-version=2024-10-21");
    Target current =
        new Target(
            Vendors.find("azure").orElseThrow(),
            URI.create("https://res.openai.azure.com/openai/v1"),
            "gpt",
            Credential.NONE,
            Map.of(),
            false);
    assertThat(Calls.translate(Calls.chat(REQUEST), current).uri())
        .hasToString("https://res.openai.azure.com/openai/v1/chat/completions");
  }

  @Test
  void anAdminDeclaresTheQuirksOfAVendorWithoutAPage() {
    Vendor declared =
        Vendors.of(
            "custom",
            WireFormat.OPENAI,
            Map.ofEntries(
                Map.entry("api-version", "1"),
                Map.entry("quirk.output-cap-field", "max_output"),
                Map.entry("quirk.developer-role", "true"),
                Map.entry("quirk.stream-usage", "false"),
                Map.entry("quirk.responses-endpoint", "true"),
                Map.entry("quirk.completions-endpoint", "false"),
                Map.entry("quirk.reasoning-field", "reasoning"),
                Map.entry("quirk.unsupported", "user, store"),
                Map.entry("quirk.renamed", "seed:random_seed"),
                Map.entry("quirk.chat-path", "/openai/{model}/chat/completions"),
                Map.entry("quirk.short-tool-ids", "true"),
                Map.entry("quirk.images", "true"),
                Map.entry("quirk.plain-texts", "true")));
    assertThat(declared.quirks())
        .isEqualTo(
            new Quirks(
                "max_output",
                true,
                false,
                true,
                false,
                "reasoning",
                Set.of("user", "store"),
                Map.of("seed", "random_seed"),
                "/openai/{model}/chat/completions",
                Map.of(),
                true,
                true,
                true));
    assertThat(Vendors.of("custom", WireFormat.OPENAI, Map.of()).quirks())
        .isEqualTo(Quirks.COMPATIBLE);
    assertThat(Vendors.of("groq", WireFormat.OPENAI, Map.of()).name()).isEqualTo("Groq");
  }

  @Test
  void aFieldThatIsNamedTwiceIsLeftOutOnce() {
    Map<String, String> settings = Map.of("quirk.unsupported", "user, user");
    assertThat(Vendor.declared(WireFormat.OPENAI, settings).quirks().unsupported())
        .containsExactly("user");
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentationListsEveryQuirk(DeclaredQuirk quirk) throws IOException {
    assertThat(Files.readString(Path.of("../docs/configuration.md")))
        .contains("| `" + quirk.setting() + "` |", "| " + quirk.meaning() + " |");
  }

  @ParameterizedTest
  @CsvSource({
    "quirk.nonsense, true",
    "quirk.images, yes",
    "quirk.renamed, seed",
    "quirk.chat-path, /elsewhere",
    "quirk.chat-path, /v1/../chat/completions",
    "quirk.chat-path, /../chat/completions?x="
  })
  void whatIsNoQuirkIsRefused(String name, String value) {
    assertThatThrownBy(() -> Vendor.declared(WireFormat.OPENAI, Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  /** It takes no lists, which is how Anthropic's clients write. */
  @Test
  void deepSeekIsSentOneTextInEachMessage() {
    Target deepSeek = Calls.target(Vendors.find("deepseek").orElseThrow(), "deepseek-chat");
    String parts = "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]";
    String messages = "\"messages\":[{\"role\":\"user\",\"content\":" + parts + "}]}";
    for (var request :
        List.of(
            Calls.chat("{\"model\":\"m\"," + messages),
            Calls.request("/v1/messages", "{\"model\":\"m\",\"max_tokens\":9," + messages))) {
      assertThat(Calls.sent(request, deepSeek).at("/messages/0/content").asString())
          .isEqualTo("a\n\nb");
    }
  }
}
