package io.tollgate.providers;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.conversation.ClientFormat;
import io.tollgate.providers.conversation.ConversationTranslator;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.counting.TokenCountTranslator;
import io.tollgate.providers.counting.TokenCounter;
import io.tollgate.providers.embeddings.EmbeddingTranslators;
import io.tollgate.providers.media.MediaTranslators;
import io.tollgate.providers.rerank.RerankTranslators;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.wire.anthropic.AnthropicFormat;
import io.tollgate.providers.wire.anthropic.AnthropicPassThrough;
import io.tollgate.providers.wire.anthropic.AnthropicTokenCounter;
import io.tollgate.providers.wire.bedrock.BedrockFormat;
import io.tollgate.providers.wire.bedrock.BedrockTokenCounter;
import io.tollgate.providers.wire.cohere.CohereFormat;
import io.tollgate.providers.wire.gemini.GeminiFormat;
import io.tollgate.providers.wire.gemini.GeminiPassThrough;
import io.tollgate.providers.wire.gemini.GeminiTokenCounter;
import io.tollgate.providers.wire.ollama.OllamaFormat;
import io.tollgate.providers.wire.openai.ChatFormat;
import io.tollgate.providers.wire.openai.CompletionsFormat;
import io.tollgate.providers.wire.openai.OpenAiPassThrough;
import io.tollgate.providers.wire.responses.ResponsesFormat;
import io.tollgate.providers.wire.responses.ResponsesPassThrough;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds who translates between a client's endpoint and what a target speaks. A new wire format is a
 * line in {@link #UPSTREAMS}; a new conversation endpoint is a line in {@link #CLIENTS}.
 */
public final class Translators {
  private static final ChatFormat CHAT = new ChatFormat();
  private static final AnthropicFormat ANTHROPIC = new AnthropicFormat();
  private static final GeminiFormat GEMINI = new GeminiFormat();

  private static final Map<Endpoint, ClientFormat> CLIENTS =
      Map.of(
          Endpoint.CHAT_COMPLETIONS, CHAT,
          Endpoint.RESPONSES, new ResponsesFormat(),
          Endpoint.COMPLETIONS, new CompletionsFormat(),
          Endpoint.MESSAGES, ANTHROPIC,
          Endpoint.GENERATE_CONTENT, GEMINI,
          Endpoint.STREAM_GENERATE_CONTENT, GEMINI);

  private static final Map<WireFormat, UpstreamFormat> UPSTREAMS =
      Map.of(
          WireFormat.OPENAI,
          CHAT,
          WireFormat.ANTHROPIC,
          ANTHROPIC,
          WireFormat.GEMINI,
          GEMINI,
          WireFormat.COHERE,
          new CohereFormat(),
          WireFormat.OLLAMA,
          new OllamaFormat(),
          WireFormat.BEDROCK,
          new BedrockFormat());

  private static final Map<WireFormat, TokenCounter> COUNTERS =
      Map.of(
          WireFormat.ANTHROPIC, new AnthropicTokenCounter(),
          WireFormat.BEDROCK, new BedrockTokenCounter(),
          WireFormat.GEMINI, new GeminiTokenCounter());

  /** Where client and upstream speak the same, bytes pass through. */
  private static final Map<WireFormat, Map<Endpoint, Translator>> SAME =
      Map.of(
          WireFormat.OPENAI,
              same(new OpenAiPassThrough(), Endpoint.CHAT_COMPLETIONS, Endpoint.COMPLETIONS),
          WireFormat.ANTHROPIC,
              same(new AnthropicPassThrough(), Endpoint.MESSAGES, Endpoint.COUNT_MESSAGE_TOKENS),
          WireFormat.GEMINI,
              same(
                  new GeminiPassThrough(),
                  Endpoint.GENERATE_CONTENT,
                  Endpoint.STREAM_GENERATE_CONTENT,
                  Endpoint.COUNT_CONTENT_TOKENS));

  private static final Translator RESPONSES = new ResponsesPassThrough();

  private static Map<Endpoint, Translator> same(Translator translator, Endpoint... endpoints) {
    return Stream.of(endpoints).collect(toUnmodifiableMap(endpoint -> endpoint, e -> translator));
  }

  private Translators() {}

  /** Empty when the target cannot serve this endpoint at all. */
  public static Optional<Translator> find(Endpoint endpoint, Target target) {
    return switch (endpoint.operation()) {
      case CONVERSATION -> conversation(endpoint, target);
      case TOKEN_COUNT -> count(endpoint, target);
      case EMBEDDING -> EmbeddingTranslators.find(endpoint.protocol(), target);
      case RERANK -> RerankTranslators.find(target);
      case IMAGE, SPEECH, TRANSCRIPTION, MODERATION -> MediaTranslators.find(endpoint, target);
    };
  }

  private static Optional<Translator> conversation(Endpoint endpoint, Target target) {
    Translator same = same(endpoint, target);
    if (same != null) {
      return Optional.of(same);
    }
    ClientFormat client = CLIENTS.get(endpoint);
    UpstreamFormat upstream = UPSTREAMS.get(target.format());
    return client == null || upstream == null
        ? Optional.empty()
        : Optional.of(new ConversationTranslator(client, upstream));
  }

  /** Empty where the provider counts nothing: then there are only estimates. */
  private static Optional<Translator> count(Endpoint endpoint, Target target) {
    Translator same = same(endpoint, target);
    if (same != null) {
      return Optional.of(same);
    }
    UpstreamFormat upstream = UPSTREAMS.get(target.format());
    TokenCounter counter = COUNTERS.get(target.format());
    return upstream == null || counter == null || !counter.counts(target)
        ? Optional.empty()
        : Optional.of(new TokenCountTranslator(upstream, counter));
  }

  private static @Nullable Translator same(Endpoint endpoint, Target target) {
    Quirks quirks = target.vendor().quirks();
    return switch (endpoint) {
      case RESPONSES, COUNT_RESPONSE_TOKENS ->
          target.format() == WireFormat.OPENAI && quirks.responsesEndpoint() ? RESPONSES : null;
      case COMPLETIONS -> quirks.completionsEndpoint() ? known(endpoint, target) : null;
      default -> known(endpoint, target);
    };
  }

  private static @Nullable Translator known(Endpoint endpoint, Target target) {
    return SAME.getOrDefault(target.format(), Map.of()).get(endpoint);
  }
}
