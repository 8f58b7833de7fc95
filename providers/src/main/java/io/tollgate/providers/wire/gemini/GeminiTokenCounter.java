package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.counting.TokenCounter;
import io.tollgate.providers.json.Json;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gemini's {@code countTokens}; only a whole request inside it counts system and tools too. */
public final class GeminiTokenCounter implements TokenCounter {
  @Override
  public URI url(Target target) {
    return GeminiUrls.of(target, ":countTokens");
  }

  @Override
  public byte[] encode(Conversation conversation, Target target, Notes notes) {
    String model = target.model();
    ObjectNode whole = Json.object();
    whole.put("model", model.startsWith("models/") ? model : "models/" + model);
    whole.setAll((ObjectNode) Json.read(GeminiRequestEncoder.encode(conversation, target, notes)));
    ObjectNode body = Json.object();
    body.set("generateContentRequest", whole);
    return Json.bytes(body);
  }

  @Override
  public long read(JsonNode answer) {
    return answer.path("totalTokens").asLong(-1);
  }
}
