package io.tollgate.providers.vendor;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.WireFormat;
import java.util.List;
import java.util.Map;

/**
 * Vendors and own servers that speak OpenAI's chat completions with an accent. Each is a line or
 * two; an admin can declare another one in the portal in the same words.
 */
final class CompatibleVendors {
  private static final Quirks COMPATIBLE = Quirks.COMPATIBLE;

  /** They chat, and have nothing for legacy completions, or only for a few models. */
  private static final Quirks CHAT_ONLY = COMPATIBLE.withoutCompletions();

  /** Fields that only OpenAI knows, and that strict servers answer with an error. */
  private static final String[] OPENAI_ONLY = {
    "store",
    "service_tier",
    "verbosity",
    "prediction",
    "modalities",
    "web_search_options",
    "prompt_cache_key",
    "safety_identifier"
  };

  private static final Quirks MISTRAL =
      CHAT_ONLY
          .withoutStreamUsage()
          .withRenamed(Map.of("seed", "random_seed", "dimensions", "output_dimension"))
          .withReasoningField("content")
          .withShortToolIds()
          .without(
              "user",
              "safety_identifier",
              "logprobs",
              "top_logprobs",
              "logit_bias",
              "store",
              "service_tier",
              "verbosity",
              "prediction",
              "modalities",
              "audio",
              "prompt_cache_options",
              "prompt_cache_retention",
              "moderation",
              "web_search_options");

  /** Usage stands in every chunk without being asked for. */
  private static final Quirks PERPLEXITY = CHAT_ONLY.withoutStreamUsage().without(OPENAI_ONLY);

  private static final Quirks GROQ =
      CHAT_ONLY
          .withOutputCapField("max_completion_tokens")
          .withReasoningField("reasoning")
          .without("logprobs", "top_logprobs", "logit_bias", "store", "verbosity", "prediction");

  private static final Quirks CEREBRAS =
      COMPATIBLE
          .withOutputCapField("max_completion_tokens")
          .without("logit_bias", "frequency_penalty", "presence_penalty", "store", "prediction");

  /** The older addresses, with the deployment in the path and the version in the query. */
  private static final Quirks AZURE_DEPLOYMENTS =
      Quirks.NONE
          .withoutResponses()
          .withChatPath("/openai/deployments/{model}/chat/completions")
          .withSettings(Map.of("api-version", "Such as 2024-10-21"));

  static final List<Vendor> ALL =
      List.of(
          azure("azure", "Azure OpenAI", Quirks.NONE),
          azure("azure-deployments", "Azure OpenAI (deployment URLs)", AZURE_DEPLOYMENTS),
          new Vendor(
              "vertex",
              "Google Vertex AI",
              WireFormat.GEMINI,
              "",
              AuthStyle.BEARER,
              "authorization",
              Quirks.NONE),
          new Vendor(
              "vertex-anthropic",
              "Claude on Google Vertex AI",
              WireFormat.ANTHROPIC,
              "",
              AuthStyle.BEARER,
              "authorization",
              Quirks.NONE),
          hosted("mistral", "Mistral AI", "https://api.mistral.ai/v1", MISTRAL),
          hosted(
              "deepseek",
              "DeepSeek",
              "https://api.deepseek.com",
              CHAT_ONLY.withReasoningField("reasoning_content").withPlainTexts()),
          hosted("groq", "Groq", "https://api.groq.com/openai/v1", GROQ),
          hosted("xai", "xAI", "https://api.x.ai/v1", COMPATIBLE),
          hosted(
              "openrouter",
              "OpenRouter",
              "https://openrouter.ai/api/v1",
              COMPATIBLE.withReasoningField("reasoning").withImages()),
          hosted("together", "Together AI", "https://api.together.xyz/v1", COMPATIBLE),
          hosted("fireworks", "Fireworks AI", "https://api.fireworks.ai/inference/v1", COMPATIBLE),
          hosted("perplexity", "Perplexity", "https://api.perplexity.ai", PERPLEXITY),
          hosted("cerebras", "Cerebras", "https://api.cerebras.ai/v1", CEREBRAS),
          hosted("nvidia", "NVIDIA NIM", "https://integrate.api.nvidia.com/v1", COMPATIBLE),
          hosted("huggingface", "Hugging Face", "https://router.huggingface.co/v1", CHAT_ONLY),
          hosted(
              "moonshot",
              "Moonshot AI",
              "https://api.moonshot.ai/v1",
              CHAT_ONLY.withReasoningField("reasoning_content")),
          hosted(
              "dashscope",
              "Qwen (DashScope)",
              "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
              CHAT_ONLY),
          hosted(
              "zhipu",
              "Zhipu AI",
              "https://open.bigmodel.cn/api/paas/v4",
              CHAT_ONLY.withReasoningField("reasoning_content")),
          hosted("minimax", "MiniMax", "https://api.minimax.io/v1", CHAT_ONLY),
          hosted("sambanova", "SambaNova", "https://api.sambanova.ai/v1", CHAT_ONLY),
          hosted("hyperbolic", "Hyperbolic", "https://api.hyperbolic.xyz/v1", COMPATIBLE),
          hosted("deepinfra", "DeepInfra", "https://api.deepinfra.com/v1/openai", COMPATIBLE),
          hosted("novita", "Novita AI", "https://api.novita.ai/v3/openai", COMPATIBLE),
          hosted("nebius", "Nebius", "https://api.studio.nebius.com/v1", COMPATIBLE),
          hosted("github-models", "GitHub Models", "https://models.github.ai/inference", CHAT_ONLY),
          hosted("databricks", "Databricks", "", COMPATIBLE.without(OPENAI_ONLY)),
          hosted("cloudflare", "Cloudflare Workers AI", "", CHAT_ONLY.without(OPENAI_ONLY)),
          hosted("vllm", "vLLM", "", COMPATIBLE.withReasoningField("reasoning")),
          hosted("sglang", "SGLang", "", COMPATIBLE.withReasoningField("reasoning_content")),
          hosted("tgi", "Hugging Face TGI", "", COMPATIBLE),
          hosted("lm-studio", "LM Studio", "http://localhost:1234/v1", COMPATIBLE),
          hosted("llama-cpp", "llama.cpp", "http://localhost:8080/v1", COMPATIBLE));

  private CompatibleVendors() {}

  private static Vendor hosted(String id, String name, String baseUrl, Quirks quirks) {
    return new Vendor(
        id, name, WireFormat.OPENAI, baseUrl, AuthStyle.BEARER, "authorization", quirks);
  }

  private static Vendor azure(String id, String name, Quirks quirks) {
    return new Vendor(id, name, WireFormat.OPENAI, "", AuthStyle.HEADER, "api-key", quirks);
  }
}
