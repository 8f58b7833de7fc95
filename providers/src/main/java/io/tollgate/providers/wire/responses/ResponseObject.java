package io.tollgate.providers.wire.responses;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the response object and its items; a stream begins and ends with one. */
final class ResponseObject {
  private static final String[] ECHOED = {
    "instructions",
    "max_output_tokens",
    "metadata",
    "temperature",
    "top_p",
    "tool_choice",
    "tools",
    "parallel_tool_calls",
    "reasoning",
    "text",
    "user"
  };

  private final ClientRequest request;

  ResponseObject(ClientRequest request) {
    this.request = request;
  }

  /** A response that is still being made. */
  ObjectNode begun(String id, String model) {
    ObjectNode response = Json.object();
    response.put("id", id.startsWith("resp_") ? id : "resp_" + id);
    response.put("object", "response");
    response.put("created_at", request.received().getEpochSecond());
    response.put("status", "in_progress");
    response.putNull("error");
    response.putNull("incomplete_details");
    response.put("model", model.isEmpty() ? request.model() : model);
    response.putArray("output");
    response.putNull("previous_response_id");
    response.put("store", false);
    response.putNull("usage");
    for (String field : ECHOED) {
      JsonNode value = request.body().value(field);
      response.set(field, value == null ? usual(field) : value);
    }
    return response;
  }

  private static JsonNode usual(String field) {
    return switch (field) {
      case "metadata" -> Json.object();
      case "tools" -> Json.array();
      case "tool_choice" -> Json.object().textNode("auto");
      case "parallel_tool_calls" -> Json.object().booleanNode(true);
      case "temperature", "top_p" -> Json.object().numberNode(1.0);
      case "reasoning" -> Json.object().putNull("effort").putNull("summary");
      case "text" -> Json.object().set("format", Json.object().put("type", "text"));
      default -> Json.object().nullNode();
    };
  }

  ObjectNode finished(WholeAnswer answer) {
    ObjectNode response = begun(answer.id(), answer.model());
    ArrayNode output = (ArrayNode) response.path("output");
    FinishReason reason = FinishReason.OTHER;
    if (!answer.choices().isEmpty()) {
      WholeAnswer.Choice choice = answer.choices().getFirst();
      reason = choice.reason();
      OutputItems.write(choice.parts(), incomplete(reason) != null, this, output);
    }
    String incomplete = incomplete(reason);
    response.put("status", incomplete == null ? "completed" : "incomplete");
    if (incomplete != null) {
      response.putObject("incomplete_details").put("reason", incomplete);
    }
    if (answer.usage().reported()) {
      response.set("usage", ResponsesUsage.write(answer.usage().usage()));
    }
    return response;
  }

  /** Why an answer is not whole; null where it is. */
  static @Nullable String incomplete(FinishReason reason) {
    return switch (reason) {
      case LENGTH, CONTEXT_FULL -> "max_output_tokens";
      case CONTENT_FILTER -> "content_filter";
      case STOP, STOP_SEQUENCE, TOOL_CALLS, REFUSAL, PAUSED, OTHER -> null;
    };
  }

  /** The id of an item is that of its place, so that a stream and its end agree. */
  String itemId(String prefix, int index) {
    return prefix + request.seed() + "_" + index;
  }

  ObjectNode message(String id, String status, ObjectNode part) {
    ObjectNode item = Json.object().put("id", id).put("type", "message");
    item.put("status", status).put("role", "assistant");
    ArrayNode content = item.putArray("content");
    if (!status.equals("in_progress")) {
      content.add(part);
    }
    return item;
  }

  static ObjectNode textPart(String text, ArrayNode annotations, ArrayNode logprobs) {
    ObjectNode part = Json.object().put("type", "output_text").put("text", text);
    part.set("annotations", annotations);
    part.set("logprobs", logprobs);
    return part;
  }

  static ObjectNode refusalPart(String text) {
    return Json.object().put("type", "refusal").put("refusal", text);
  }

  ObjectNode reasoning(String id, String text, @Nullable Opaque signature) {
    ObjectNode item = Json.object().put("id", id).put("type", "reasoning");
    ArrayNode summary = item.putArray("summary");
    if (!text.isEmpty()) {
      summary.addObject().put("type", "summary_text").put("text", text);
    }
    if (signature != null) {
      item.put("encrypted_content", signature.carriedIn(WireFormat.OPENAI));
    }
    return item;
  }

  ObjectNode call(String id, String status, ToolCallStarted call, String arguments) {
    boolean done = !status.equals("in_progress");
    ObjectNode item = Json.object().put("id", id).put("type", "function_call");
    item.put("status", status);
    item.put("call_id", Opaque.intoId(call.id(), call.signature()));
    item.put("name", call.name());
    return item.put("arguments", done && arguments.isEmpty() ? "{}" : arguments);
  }

  ObjectNode image(String id, String status, Media.Inline image) {
    ObjectNode item = Json.object().put("id", id).put("type", "image_generation_call");
    item.put("status", status);
    String type = image.mimeType();
    item.put("output_format", type.substring(type.indexOf('/') + 1));
    return item.put("result", status.equals("completed") ? image.base64() : null);
  }
}
