package io.tollgate.simulator.vendor.anthropic;

import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.ModelNames;
import io.tollgate.simulator.vendor.Reply;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v1/models} and {@code GET /v1/models/{id}}, when {@code anthropic-version} is sent.
 */
final class AnthropicModels {
  private AnthropicModels() {}

  static Reply reply(Call call) {
    if (!call.path().equals("/v1/models")) {
      String name = call.path().substring("/v1/models/".length());
      if (name.startsWith("no-such-")) {
        throw AnthropicErrors.notFound("model: " + name);
      }
      return Reply.free(200, AnthropicHeaders.json(), Json.bytes(model(name)));
    }
    ObjectNode list = Json.object();
    ArrayNode data = list.putArray("data");
    ModelNames.ALL.forEach(name -> data.add(model(name)));
    list.put("has_more", false)
        .put("first_id", ModelNames.ALL.getFirst())
        .put("last_id", ModelNames.ALL.getLast());
    return Reply.free(200, AnthropicHeaders.json(), Json.bytes(list));
  }

  private static ObjectNode model(String name) {
    return Json.object()
        .put("type", "model")
        .put("id", name)
        .put("display_name", name)
        .put("created_at", "2026-01-01T00:00:00Z")
        .put("max_input_tokens", 200_000)
        .put("max_tokens", 64_000);
  }
}
