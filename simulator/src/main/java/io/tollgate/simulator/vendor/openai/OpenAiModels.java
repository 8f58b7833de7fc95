package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.ModelNames;
import io.tollgate.simulator.vendor.Reply;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
final class OpenAiModels {
  private static final long CREATED = 1_767_225_600L; // 2026-01-01

  Reply reply(Call call) {
    if (!call.path().equals("/v1/models")) {
      String name = call.path().substring("/v1/models/".length());
      if (name.startsWith("no-such-")) {
        throw OpenAiErrors.unknownModel(name);
      }
      return Reply.free(200, OpenAiHeaders.json(), Json.bytes(model(name)));
    }
    ObjectNode list = Json.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    ModelNames.ALL.forEach(name -> data.add(model(name)));
    return Reply.free(200, OpenAiHeaders.json(), Json.bytes(list));
  }

  private static ObjectNode model(String name) {
    return Json.object()
        .put("id", name)
        .put("object", "model")
        .put("created", CREATED)
        .put("owned_by", "simulator");
  }
}
