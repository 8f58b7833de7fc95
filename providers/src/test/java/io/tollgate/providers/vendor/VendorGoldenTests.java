package io.tollgate.providers.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.Calls;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every declared vendor is sent, in a file that a reviewer can read. */
class VendorGoldenTests {
  private static final Path FILE = Path.of("src/test/resources/vendors.txt");

  private static final String CHAT =
      """
      {"model":"m","stream":true,"stream_options":{"include_usage":true},"max_completion_tokens":64,
       "temperature":0.5,"seed":7,"user":"u","store":false,"service_tier":"auto","logprobs":true,"top_logprobs":2,
       "parallel_tool_calls":true,"tool_choice":"auto",
       "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"a":{"type":"integer"}}}}}],
       "messages":[{"role":"developer","content":"Be brief"},
        {"role":"user","content":[{"type":"text","text":"Look"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
        {"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[{"id":"call_123456789abc","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}}]},
        {"role":"tool","tool_call_id":"call_123456789abc","content":"ok"}]}
      """;

  private static final String LEGACY = "{\"model\":\"m\",\"prompt\":\"Hi\",\"max_tokens\":5}";

  /** Accounts of their own: what stands in for the address that an admin gives. */
  private static final Map<String, String> OWN_ADDRESSES =
      Map.of(
          "vertex",
          "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google",
          "vertex-anthropic",
          "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/anthropic",
          "azure",
          "https://res.openai.azure.com/openai/v1",
          "azure-deployments",
          "https://res.openai.azure.com");

  @Test
  void everyVendorIsSentWhatTheFileSays() throws IOException {
    StringBuilder page = new StringBuilder();
    for (Vendor vendor : Vendors.all()) {
      describe(vendor, page);
    }
    if ("write".equals(System.getProperty("tollgate.golden"))) {
      Files.writeString(FILE, page);
    }
    assertThat(page.toString()).isEqualTo(Files.readString(FILE));
  }

  private static void describe(Vendor vendor, StringBuilder page) {
    page.append("## ").append(vendor.id()).append(" (").append(vendor.name()).append(")\n");
    page.append("quirks: ").append(quirks(vendor.quirks())).append('\n');
    sent("chat", Calls.chat(CHAT), vendor, page);
    sent("legacy", Calls.request("/v1/completions", LEGACY), vendor, page);
    page.append('\n');
  }

  private static void sent(String what, ClientRequest request, Vendor vendor, StringBuilder page) {
    Target target = target(vendor);
    Optional<Translator> translator = Translators.find(request.endpoint(), target);
    if (translator.isEmpty()) {
      page.append(what).append(": not offered\n");
      return;
    }
    UpstreamRequest sent = translator.get().request(request, target);
    String headers =
        sent.headers().stream()
            .filter(header -> header.value().contains("sk-1"))
            .map(header -> header.name() + ": " + header.value())
            .collect(joining(", "));
    page.append(what).append(": ").append(sent.uri()).append('\n');
    page.append("  ").append(headers.isEmpty() ? "no key in a header" : headers).append('\n');
    page.append("  ").append(oneLine(sent.body())).append('\n');
    page.append("  dropped ").append(sent.dropped().stream().sorted().toList());
    page.append(", adapted ").append(sent.adapted()).append('\n');
  }

  private static String oneLine(byte[] body) {
    return new String(body, UTF_8).strip().replaceAll("\\n\\s*", "");
  }

  private static Target target(Vendor vendor) {
    String usual = vendor.baseUrl("eu-central-1");
    String address = usual.isEmpty() ? "https://own.example.com/v1" : usual;
    return new Target(
        vendor,
        URI.create(OWN_ADDRESSES.getOrDefault(vendor.id(), address)),
        "some-model",
        new Credential(
            vendor.auth(),
            vendor.auth() == AuthStyle.HEADER ? vendor.authHeader() : null,
            Secret.of("sk-1")),
        vendor.settings().containsKey("api-version")
            ? Map.of("api-version", "2024-10-21")
            : Map.of("region", "eu-central-1"),
        false);
  }

  /** Sets and maps in an order of their own, which differs from run to run. */
  private static String quirks(Quirks quirks) {
    Map<String, String> fields = new TreeMap<>();
    for (var component : Quirks.class.getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(quirks);
        fields.put(component.getName(), sorted(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return fields.toString();
  }

  private static String sorted(Object value) {
    return switch (value) {
      case Set<?> set -> set.stream().map(String::valueOf).sorted().toList().toString();
      case Map<?, ?> map -> new TreeMap<>(map).toString();
      default -> String.valueOf(value);
    };
  }
}
