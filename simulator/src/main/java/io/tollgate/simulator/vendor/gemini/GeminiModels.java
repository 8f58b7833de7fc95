package io.tollgate.simulator.vendor.gemini;

import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.ModelNames;
import io.tollgate.simulator.vendor.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1beta/models} and {@code GET /v1beta/models/{model}}. */
final class GeminiModels {
  private GeminiModels() {}

  static Reply reply(@Nullable String name) {
    if (name != null) {
      if (name.startsWith("no-such-")) {
        throw GeminiErrors.unknownModel(name, "v1beta", "generateContent");
      }
      return GeminiReplies.free(model(name));
    }
    ObjectNode list = Json.object();
    ArrayNode models = list.putArray("models");
    ModelNames.ALL.forEach(each -> models.add(model(each)));
    return GeminiReplies.free(list);
  }

  private static ObjectNode model(String name) {
    ObjectNode model =
        Json.object()
            .put("name", "models/" + name)
            .put("version", "001")
            .put("displayName", name)
            .put("inputTokenLimit", 1_048_576)
            .put("outputTokenLimit", 65_536);
    ArrayNode methods = model.putArray("supportedGenerationMethods");
    if (name.contains("embedding")) {
      methods.add("embedContent").add("batchEmbedContents");
    } else {
      methods.add("generateContent").add("countTokens");
    }
    return model;
  }
}
