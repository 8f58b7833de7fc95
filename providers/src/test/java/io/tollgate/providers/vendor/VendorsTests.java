package io.tollgate.providers.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.json.Json;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
}
