package io.tollgate.providers.call;

import static io.tollgate.providers.call.Operation.CONVERSATION;
import static io.tollgate.providers.call.Operation.EMBEDDING;
import static io.tollgate.providers.call.Operation.IMAGE;
import static io.tollgate.providers.call.Operation.MODERATION;
import static io.tollgate.providers.call.Operation.RERANK;
import static io.tollgate.providers.call.Operation.SPEECH;
import static io.tollgate.providers.call.Operation.TOKEN_COUNT;
import static io.tollgate.providers.call.Operation.TRANSCRIPTION;
import static io.tollgate.providers.call.Protocol.ANTHROPIC;
import static io.tollgate.providers.call.Protocol.COHERE;
import static io.tollgate.providers.call.Protocol.GEMINI;
import static io.tollgate.providers.call.Protocol.OPENAI;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An inference endpoint that clients call. */
public enum Endpoint {
  CHAT_COMPLETIONS(OPENAI, CONVERSATION, "/v1/chat/completions"),
  RESPONSES(OPENAI, CONVERSATION, "/v1/responses"),
  COUNT_RESPONSE_TOKENS(OPENAI, TOKEN_COUNT, "/v1/responses/input_tokens"),
  COMPLETIONS(OPENAI, CONVERSATION, "/v1/completions"),
  EMBEDDINGS(OPENAI, EMBEDDING, "/v1/embeddings"),
  IMAGE_GENERATIONS(OPENAI, IMAGE, "/v1/images/generations"),
  IMAGE_EDITS(OPENAI, IMAGE, "/v1/images/edits"),
  /** Known only to be refused in words: no provider offers it any more. */
  IMAGE_VARIATIONS(OPENAI, IMAGE, "/v1/images/variations"),
  SPEECH_SYNTHESIS(OPENAI, SPEECH, "/v1/audio/speech"),
  TRANSCRIPTIONS(OPENAI, TRANSCRIPTION, "/v1/audio/transcriptions"),
  TRANSLATIONS(OPENAI, TRANSCRIPTION, "/v1/audio/translations"),
  MODERATIONS(OPENAI, MODERATION, "/v1/moderations"),
  MESSAGES(ANTHROPIC, CONVERSATION, "/v1/messages"),
  COUNT_MESSAGE_TOKENS(ANTHROPIC, TOKEN_COUNT, "/v1/messages/count_tokens"),
  GENERATE_CONTENT(GEMINI, CONVERSATION, ":generateContent"),
  STREAM_GENERATE_CONTENT(GEMINI, CONVERSATION, ":streamGenerateContent"),
  COUNT_CONTENT_TOKENS(GEMINI, TOKEN_COUNT, ":countTokens"),
  EMBED_CONTENT(GEMINI, EMBEDDING, ":embedContent"),
  BATCH_EMBED_CONTENTS(GEMINI, EMBEDDING, ":batchEmbedContents"),
  RERANK_DOCUMENTS(COHERE, RERANK, "/v2/rerank"),
  /** The older form, which may show the documents again; others than Cohere offer it as well. */
  RERANK_DOCUMENTS_V1(COHERE, RERANK, "/v1/rerank");

  /**
   * An endpoint found for a path.
   *
   * @param model the model, where the protocol names it in the path
   */
  public record Match(Endpoint endpoint, @Nullable String model) {}

  private static final String[] GEMINI_MODELS = {"/v1beta/models/", "/v1/models/"};

  private final Protocol protocol;
  private final Operation operation;
  private final String path;

  Endpoint(Protocol protocol, Operation operation, String path) {
    this.protocol = protocol;
    this.operation = operation;
    this.path = path;
  }

  public Protocol protocol() {
    return protocol;
  }

  public Operation operation() {
    return operation;
  }

  /** Whether a body may be a multipart form, which brings files. */
  public boolean takesForms() {
    return this == IMAGE_EDITS
        || this == IMAGE_VARIATIONS
        || this == TRANSCRIPTIONS
        || this == TRANSLATIONS;
  }

  /** The path below an API's base; for Gemini only the method at its end. */
  public String path() {
    return path;
  }

  /**
   * Finds the endpoint of a POST.
   *
   * @param path raw (still percent-encoded) path below the API's base path, from {@code /v1} on
   */
  public static Optional<Match> match(String path) {
    for (String models : GEMINI_MODELS) {
      if (path.startsWith(models)) {
        return matchGemini(path.substring(models.length()));
      }
    }
    for (Endpoint endpoint : values()) {
      if (endpoint.path.equals(path)) {
        return Optional.of(new Match(endpoint, null));
      }
    }
    return Optional.empty();
  }

  private static Optional<Match> matchGemini(String modelAndMethod) {
    // Some clients encode the colon; a model's own name may hold colons and encoded slashes.
    String decoded = URLDecoder.decode(modelAndMethod.replace("+", "%2B"), StandardCharsets.UTF_8);
    int colon = decoded.lastIndexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    String method = decoded.substring(colon);
    for (Endpoint endpoint : values()) {
      if (endpoint.protocol == GEMINI && endpoint.path.equals(method)) {
        return Optional.of(new Match(endpoint, decoded.substring(0, colon)));
      }
    }
    return Optional.empty();
  }
}
