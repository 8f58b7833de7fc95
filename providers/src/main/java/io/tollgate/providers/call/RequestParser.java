package io.tollgate.providers.call;

import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.JsonOutline;
import io.tollgate.providers.json.ProtoNames;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what the gateway needs from a client's request, in one pass over its bytes. */
public final class RequestParser {
  /** What OpenAI moderates with when a client names no model, which only this endpoint allows. */
  private static final String DEFAULT_MODERATION_MODEL = "omni-moderation-latest";

  private RequestParser() {}

  /**
   * Parses a JSON request.
   *
   * @param query the raw query string, if any
   * @param bytes the whole body; the caller has bounded it
   */
  public static ClientRequest parse(
      Endpoint.Match match, @Nullable String query, Headers headers, byte[] bytes) {
    return parse(match, query, headers, bytes, InstantSource.system());
  }

  /** The same by a given clock, which dates the answer. */
  public static ClientRequest parse(
      Endpoint.Match match,
      @Nullable String query,
      Headers headers,
      byte[] bytes,
      InstantSource clock) {
    try {
      JsonOutline body = JsonOutline.of(bytes, KnownWords.of(match.endpoint()));
      return read(match, query, headers, body, null, clock.instant());
    } catch (InvalidJsonException e) {
      throw InvalidRequestException.of(e);
    }
  }

  /** Parses a form, whose files stay where they are. */
  public static ClientRequest parse(Endpoint.Match match, Form form, InstantSource clock) {
    try {
      JsonOutline fields = JsonOutline.of(FormFields.json(form));
      return read(match, null, Headers.NONE, fields, form, clock.instant());
    } catch (InvalidJsonException e) {
      throw InvalidRequestException.of(e);
    }
  }

  private static ClientRequest read(
      Endpoint.Match match,
      @Nullable String query,
      Headers headers,
      JsonOutline body,
      @Nullable Form form,
      Instant now) {
    Endpoint endpoint = match.endpoint();
    if (endpoint == Endpoint.IMAGE_VARIATIONS) {
      throw InvalidRequestException.field(
          "image", "Variations of an 'image' are not offered here: use /v1/images/edits instead");
    }
    String model = match.model() == null ? model(endpoint, body) : match.model();
    return new ClientRequest(
        endpoint,
        model,
        body,
        new ClientRequest.Facts(
            streams(endpoint, body),
            usageAsked(body),
            outputCap(endpoint, body),
            false,
            choices(endpoint, body),
            headers.first("anthropic-version"),
            headers.first("anthropic-beta"),
            endpoint.protocol() != Protocol.GEMINI || asksForEvents(query),
            now),
        form);
  }

  private static String model(Endpoint endpoint, JsonOutline body) {
    String model = body.string("model");
    if (model == null && endpoint == Endpoint.MODERATIONS) {
      return DEFAULT_MODERATION_MODEL;
    }
    if (model == null || model.isBlank()) {
      throw InvalidRequestException.field("model", "You must provide a model");
    }
    return model;
  }

  private static boolean streams(Endpoint endpoint, JsonOutline body) {
    return switch (endpoint.operation()) {
      case CONVERSATION, IMAGE, TRANSCRIPTION ->
          endpoint == Endpoint.STREAM_GENERATE_CONTENT
              || (endpoint.protocol() != Protocol.GEMINI && body.flag("stream"));
      // Sound is passed on as it comes, whatever its framing.
      case SPEECH -> true;
      case EMBEDDING, MODERATION, RERANK, TOKEN_COUNT -> false;
    };
  }

  private static boolean usageAsked(JsonOutline body) {
    JsonOutline options = body.nested("stream_options");
    return options != null && options.flag("include_usage");
  }

  private static OptionalLong outputCap(Endpoint endpoint, JsonOutline body) {
    return switch (endpoint) {
      case CHAT_COMPLETIONS -> {
        OptionalLong cap = body.count("max_completion_tokens");
        yield cap.isPresent() ? cap : body.count("max_tokens");
      }
      case RESPONSES -> body.count("max_output_tokens");
      case COMPLETIONS, MESSAGES -> body.count("max_tokens");
      case GENERATE_CONTENT, STREAM_GENERATE_CONTENT -> {
        JsonOutline config = generationConfig(body);
        yield config == null
            ? OptionalLong.empty()
            : config.count(ProtoNames.spelling(config, "maxOutputTokens"));
      }
      case EMBEDDINGS,
          IMAGE_GENERATIONS,
          IMAGE_EDITS,
          IMAGE_VARIATIONS,
          SPEECH_SYNTHESIS,
          TRANSCRIPTIONS,
          TRANSLATIONS,
          MODERATIONS,
          COUNT_RESPONSE_TOKENS,
          COUNT_MESSAGE_TOKENS,
          COUNT_CONTENT_TOKENS,
          EMBED_CONTENT,
          BATCH_EMBED_CONTENTS,
          RERANK_DOCUMENTS,
          RERANK_DOCUMENTS_V1 ->
          OptionalLong.empty();
    };
  }

  private static int choices(Endpoint endpoint, JsonOutline body) {
    OptionalLong said = body.count("n");
    if (endpoint.protocol() == Protocol.GEMINI) {
      JsonOutline config = generationConfig(body);
      said =
          config == null
              ? OptionalLong.empty()
              : config.count(ProtoNames.spelling(config, "candidateCount"));
    }
    return (int) Math.clamp(said.orElse(1), 1, Integer.MAX_VALUE);
  }

  private static @Nullable JsonOutline generationConfig(JsonOutline body) {
    return body.nested(ProtoNames.spelling(body, "generationConfig"));
  }

  private static boolean asksForEvents(@Nullable String query) {
    return query != null && ("&" + query + "&").contains("&alt=sse&");
  }
}
