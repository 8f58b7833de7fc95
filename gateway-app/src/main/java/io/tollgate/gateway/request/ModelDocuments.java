package io.tollgate.gateway.request;

import io.tollgate.domain.model.Model.Capability;
import io.tollgate.domain.snapshot.ServedModel;
import io.tollgate.providers.call.Protocol;
import io.tollgate.providers.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Models as the protocols describe them. */
final class ModelDocuments {

  private ModelDocuments() {}

  static byte[] list(Protocol protocol, List<ServedModel> models) {
    var document = Json.object();
    ArrayNode entries = document.putArray(protocol == Protocol.GEMINI ? "models" : "data");
    models.forEach(model -> entries.add(document(protocol, model)));
    switch (protocol) {
      case OPENAI -> document.put("object", "list");
      case ANTHROPIC -> {
        document.put("has_more", false);
        document.put("first_id", models.isEmpty() ? null : models.getFirst().name());
        document.put("last_id", models.isEmpty() ? null : models.getLast().name());
      }
      case GEMINI, COHERE -> {}
    }
    return Json.bytes(document);
  }

  static byte[] one(Protocol protocol, ServedModel model) {
    return Json.bytes(document(protocol, model));
  }

  private static ObjectNode document(Protocol protocol, ServedModel served) {
    var model = served.model();
    var document = Json.object();
    return switch (protocol) {
      case OPENAI, COHERE ->
          document
              .put("id", model.name())
              .put("object", "model")
              .put("created", model.createdAt().getEpochSecond())
              .put("owned_by", "tollgate");
      case ANTHROPIC ->
          document
              .put("type", "model")
              .put("id", model.name())
              .put("display_name", model.name())
              .put("created_at", model.createdAt().toString());
      case GEMINI -> {
        document.put("name", "models/" + model.name());
        document.put("displayName", model.name());
        document.put("description", model.description());
        if (model.contextWindow() != null) {
          document.put("inputTokenLimit", model.contextWindow());
        }
        if (model.maxOutput() != null) {
          document.put("outputTokenLimit", model.maxOutput());
        }
        var methods = document.putArray("supportedGenerationMethods");
        methods(model.capabilities()).forEach(methods::add);
        yield document;
      }
    };
  }

  /** What Gemini's clients may call on it; they offer a model only where its method is listed. */
  static List<String> methods(Set<Capability> capabilities) {
    var methods = new ArrayList<String>();
    if (capabilities.isEmpty() || capabilities.contains(Capability.CHAT)) {
      methods.addAll(List.of("generateContent", "streamGenerateContent", "countTokens"));
    }
    if (capabilities.contains(Capability.EMBEDDINGS)) {
      methods.addAll(List.of("embedContent", "batchEmbedContents"));
    }
    return methods;
  }
}
