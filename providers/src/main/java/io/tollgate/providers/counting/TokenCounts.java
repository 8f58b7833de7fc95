package io.tollgate.providers.counting;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.conversation.ClientFormat;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.anthropic.AnthropicFormat;
import io.tollgate.providers.wire.gemini.GeminiFormat;

/** The client's side of counting: what is to be counted, and how a count is said. */
public final class TokenCounts {
  private TokenCounts() {}

  static ClientFormat format(Endpoint endpoint) {
    return endpoint == Endpoint.COUNT_CONTENT_TOKENS ? new GeminiFormat() : new AnthropicFormat();
  }

  /** What there is to count; throws {@link InvalidRequestException} for what is no request. */
  public static PromptSize size(ClientRequest request) {
    try {
      return PromptSize.of(format(request.endpoint()).decode(request, new Notes(false)));
    } catch (InvalidJsonException invalid) {
      throw InvalidRequestException.of(invalid);
    }
  }

  /** A count in the client's form. */
  public static byte[] body(Endpoint endpoint, long tokens) {
    boolean gemini = endpoint == Endpoint.COUNT_CONTENT_TOKENS;
    return Json.bytes(Json.object().put(gemini ? "totalTokens" : "input_tokens", tokens));
  }
}
