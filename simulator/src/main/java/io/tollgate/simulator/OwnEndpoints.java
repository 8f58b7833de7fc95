package io.tollgate.simulator;

import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints that are the simulator's and no vendor's: its books and its echo. */
final class OwnEndpoints {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private final ServedLog log;
  private final Occasions occasions;

  OwnEndpoints(ServedLog log, Occasions occasions) {
    this.log = log;
    this.occasions = occasions;
  }

  static boolean serves(String path) {
    return path.startsWith("/__simulator/") || path.equals("/echo") || path.startsWith("/echo/");
  }

  Reply reply(Call call) {
    if (!call.path().startsWith("/__simulator/")) {
      return json(200, echo(call));
    }
    return switch (call.method() + " " + call.path()) {
      case "GET /__simulator/served" -> json(200, served());
      case "DELETE /__simulator/served" -> {
        log.reset();
        occasions.reset();
        yield Reply.free(204, Map.of(), new byte[0]);
      }
      default -> json(404, Json.object().put("error", "no such endpoint of the simulator"));
    };
  }

  private ObjectNode served() {
    Served served = log.served();
    return ((ObjectNode) Json.tree(served))
        .put("requests", served.requests())
        .put("completed", served.completed())
        .put("inputTokens", served.inputTokens())
        .put("outputTokens", served.outputTokens());
  }

  private static ObjectNode echo(Call call) {
    ObjectNode echo = Json.object().put("method", call.method()).put("path", call.path());
    echo.set("query", Json.tree(call.query()));
    echo.set("headers", Json.tree(call.headers()));
    return echo.put("body", new String(call.body(), StandardCharsets.UTF_8));
  }

  private static Reply json(int status, ObjectNode body) {
    return Reply.free(status, JSON, Json.bytes(body));
  }
}
