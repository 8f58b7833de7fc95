package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.counting.TokenCounter;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.ProtoNames;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gemini's {@code countTokens}. At the Gemini API only a whole request inside it counts system and
 * tools too; Vertex AI wants the fields that count, and no others.
 */
public final class GeminiTokenCounter implements TokenCounter {
  private static final Set<String> COUNTED =
      Set.of("contents", "systemInstruction", "tools", "generationConfig");

  @Override
  public URI url(Target target) {
    return GeminiUrls.of(target, ":countTokens");
  }

  @Override
  public byte[] encode(Conversation conversation, Target target, Notes notes) {
    byte[] encoded = GeminiRequestEncoder.encode(conversation, target, notes);
    ObjectNode request = (ObjectNode) Json.read(encoded);
    return Json.bytes(isVertex(target) ? request.retain(COUNTED) : inside(request, target));
  }

  private static ObjectNode inside(ObjectNode request, Target target) {
    String model = target.model();
    ObjectNode body = Json.object();
    ObjectNode whole = body.putObject("generateContentRequest");
    whole.put("model", model.startsWith("models/") ? model : "models/" + model);
    whole.setAll(request);
    return body;
  }

  /** What a client of the Gemini API has inside, as Vertex AI takes it; null for nothing. */
  static byte @Nullable [] unwrapped(ClientRequest request, Target target) {
    boolean wrapped = request.endpoint() == Endpoint.COUNT_CONTENT_TOKENS && isVertex(target);
    JsonNode body = wrapped ? request.body().tree() : Json.object();
    ProtoNames.toCamelCase(body);
    return body.path("generateContentRequest") instanceof ObjectNode inside
        ? Json.bytes(inside.retain(COUNTED))
        : null;
  }

  private static boolean isVertex(Target target) {
    return target.vendor().id().equals("vertex");
  }

  @Override
  public long read(JsonNode answer) {
    return answer.path("totalTokens").asLong(-1);
  }
}
