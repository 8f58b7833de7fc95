package io.tollgate.providers.matrix;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Operation;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A column of the page: a provider as an admin sets it up. */
record Upstream(String name, Vendor vendor, String address) {
  private static final String ANYWHERE = "https://upstream.example.com/v1";

  private static final List<Upstream> ALL =
      List.of(
          known("OpenAI", "openai"),
          known("Azure OpenAI", "azure"),
          known("Anthropic", "anthropic"),
          known("Gemini", "gemini"),
          new Upstream(
              "Vertex AI",
              vendor("vertex"),
              "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google"),
          new Upstream(
              "Claude on Vertex",
              vendor("vertex-anthropic"),
              "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/anthropic"),
          known("Bedrock", "bedrock"),
          known("Mistral", "mistral"),
          known("Cohere", "cohere"),
          known("Ollama", "ollama"),
          new Upstream("compatible", Vendor.custom(WireFormat.OPENAI, Quirks.COMPATIBLE), ANYWHERE),
          known("Voyage", "voyage"),
          known("Jina", "jina"),
          known("ElevenLabs", "elevenlabs"),
          known("Deepgram", "deepgram"),
          known("Stability", "stability"));

  /** The first columns are those that hold conversations, and nearly every page has them. */
  static final List<String> CONVERSING = ALL.stream().limit(11).map(Upstream::name).toList();

  private static final Map<WireFormat, String> MODELS =
      Map.of(
          WireFormat.ANTHROPIC, "claude-sonnet-4-5",
          WireFormat.BEDROCK, "anthropic.claude-sonnet-4-5-20250929-v1:0",
          WireFormat.GEMINI, "gemini-2.5-flash",
          WireFormat.COHERE, "command-a-reasoning-08-2025");

  private static final Map<WireFormat, String> EMBEDDING_MODELS =
      Map.of(
          WireFormat.BEDROCK, "cohere.embed-english-v3", WireFormat.GEMINI, "gemini-embedding-001");

  private static Upstream known(String name, String id) {
    return new Upstream(name, vendor(id), ANYWHERE);
  }

  private static Vendor vendor(String id) {
    return Vendors.find(id).orElseThrow();
  }

  static Upstream named(String name) {
    return ALL.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
  }

  WireFormat format() {
    return vendor.format();
  }

  Target target(Endpoint endpoint) {
    boolean embeds = endpoint.operation() == Operation.EMBEDDING;
    String model = (embeds ? EMBEDDING_MODELS : MODELS).getOrDefault(format(), "some-model");
    return new Target(
        vendor,
        URI.create(address),
        model,
        Credential.NONE,
        Map.of("region", "eu-central-1"),
        false);
  }

  /** In which words it answers an endpoint: OpenAI has a form of its own for each. */
  String words(Endpoint endpoint) {
    boolean openAi = format() == WireFormat.OPENAI;
    return switch (endpoint) {
      case RESPONSES -> openAi && vendor.quirks().responsesEndpoint() ? "RESPONSES" : plain();
      case COMPLETIONS -> openAi && vendor.quirks().completionsEndpoint() ? "COMPLETIONS" : plain();
      default -> plain();
    };
  }

  private String plain() {
    return format().name();
  }
}
