package io.tollgate.providers;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.conversation.ClientFormat;
import io.tollgate.providers.conversation.ConversationTranslator;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.embeddings.EmbeddingTranslators;
import io.tollgate.providers.rerank.RerankTranslators;
import io.tollgate.providers.wire.anthropic.AnthropicFormat;
import io.tollgate.providers.wire.gemini.GeminiFormat;
import io.tollgate.providers.wire.openai.ChatFormat;
import io.tollgate.providers.wire.openai.OpenAiPassThrough;
import java.util.Map;
import java.util.Optional;

/**
 * Finds who translates between a client's endpoint and what a target speaks. A new wire format is a
 * line in {@link #UPSTREAMS}; a new conversation endpoint is a line in {@link #CLIENTS}.
 */
public final class Translators {
  private static final ChatFormat CHAT = new ChatFormat();

  private static final Map<Endpoint, ClientFormat> CLIENTS =
      Map.of(Endpoint.CHAT_COMPLETIONS, CHAT);

  private static final Map<WireFormat, UpstreamFormat> UPSTREAMS =
      Map.of(
          WireFormat.OPENAI, CHAT,
          WireFormat.ANTHROPIC, new AnthropicFormat(),
          WireFormat.GEMINI, new GeminiFormat());

  /** Where client and upstream speak the same, bytes pass through. */
  private static final Map<Endpoint, Map<WireFormat, Translator>> SAME =
      Map.of(
          Endpoint.CHAT_COMPLETIONS, Map.of(WireFormat.OPENAI, new OpenAiPassThrough()),
          Endpoint.COMPLETIONS, Map.of(WireFormat.OPENAI, new OpenAiPassThrough()));

  private Translators() {}

  /** Empty when the target cannot serve this endpoint at all. */
  public static Optional<Translator> find(Endpoint endpoint, Target target) {
    return switch (endpoint.operation()) {
      case CONVERSATION, TOKEN_COUNT -> conversation(endpoint, target);
      case EMBEDDING -> EmbeddingTranslators.find(endpoint.protocol(), target);
      case RERANK -> RerankTranslators.find(target);
      case IMAGE, SPEECH, TRANSCRIPTION, MODERATION -> Optional.empty();
    };
  }

  private static Optional<Translator> conversation(Endpoint endpoint, Target target) {
    Translator same = SAME.getOrDefault(endpoint, Map.of()).get(target.format());
    if (same != null) {
      return Optional.of(same);
    }
    ClientFormat client = CLIENTS.get(endpoint);
    UpstreamFormat upstream = UPSTREAMS.get(target.format());
    return client == null || upstream == null
        ? Optional.empty()
        : Optional.of(new ConversationTranslator(client, upstream));
  }
}
