package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ErrorBody;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.RetryHeaders;
import tools.jackson.databind.node.ObjectNode;

/** Errors as OpenAI's clients expect them, over HTTP and inside a stream. */
public final class OpenAiErrors {
  private OpenAiErrors() {}

  public static ErrorBody body(ClientError error) {
    return new ErrorBody(error.status(), RetryHeaders.of(error), json(error));
  }

  /** An error event; no {@code [DONE]} may follow it, which would make it look like a clean end. */
  public static byte[] frame(ClientError error) {
    SseWriter writer = new SseWriter();
    writer.data(json(error));
    return writer.take();
  }

  static byte[] json(ClientError error) {
    return Json.bytes(Json.object().set("error", object(error)));
  }

  /** The object itself, for formats that put it elsewhere. */
  public static ObjectNode object(ClientError error) {
    ObjectNode object = Json.object();
    object.put("message", error.message());
    object.put("type", type(error));
    object.put("param", error.field());
    object.put("code", code(error));
    return object;
  }

  private static String code(ClientError error) {
    return error.code().equals("budget_exhausted") ? "insufficient_quota" : error.code();
  }

  private static String type(ClientError error) {
    return switch (error.status()) {
      case 402 -> "insufficient_quota";
      case 403 -> "permission_error";
      case 429 -> error.code().equals("budget_exhausted") ? "insufficient_quota" : "requests";
      case 504 -> "timeout";
      case 500, 503 -> "server_error";
      case 502 -> error.code().equals("upstream_auth") ? "api_error" : "server_error";
      default -> "invalid_request_error";
    };
  }
}
