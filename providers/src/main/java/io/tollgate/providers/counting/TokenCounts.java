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
import io.tollgate.providers.wire.responses.ResponsesFormat;
import tools.jackson.databind.node.ObjectNode;

/** The client's side of counting: what is to be counted, and how a count is said. */
public final class TokenCounts {
  private TokenCounts() {}

  static ClientFormat format(Endpoint endpoint) {
    if (endpoint == Endpoint.COUNT_RESPONSE_TOKENS) {
      return new ResponsesFormat();
    }
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
    ObjectNode count = Json.object();
    if (endpoint == Endpoint.COUNT_RESPONSE_TOKENS) {
      count.put("object", "response.input_tokens");
    }
    boolean gemini = endpoint == Endpoint.COUNT_CONTENT_TOKENS;
    return Json.bytes(count.put(gemini ? "totalTokens" : "input_tokens", tokens));
  }
}
