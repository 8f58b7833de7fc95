package io.tollgate.providers.wire.responses;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.FrameHandler;
import io.tollgate.providers.wire.StreamProgress;
import io.tollgate.providers.wire.UpstreamErrors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a stream of a response that came whole although a stream was asked for. Every item of its
 * output is kept as it is; those that are written step by step get the steps that clients wait for.
 */
final class UnfoldedResponse implements FrameHandler {
  private int sequence;

  @Override
  public void frame(SseEvent frame, StreamProgress progress, SseWriter out) {
    JsonNode body = Json.read(frame.buffer(), frame.dataStart(), frame.dataLength());
    if (body instanceof ObjectNode response
        && response.path("output").isArray()
        && !response.hasNonNull("error")) {
      unfold(response, progress, out);
    } else {
      progress.failed(UpstreamErrors.read(200, body));
    }
  }

  private void unfold(ObjectNode response, StreamProgress progress, SseWriter out) {
    ObjectNode begun = response.deepCopy().put("status", "in_progress");
    begun.putNull("incomplete_details").putNull("usage").putArray("output");
    about(out, "response.created", begun);
    about(out, "response.in_progress", begun);
    int index = 0;
    for (JsonNode item : response.path("output").values()) {
      item(out, item, index++);
      progress.content(Json.bytes(item).length);
    }
    progress.responseModel(response.path("model").stringValue(null));
    progress.usage(ResponsesUsage.read(response.path("usage")));
    progress.finished(ResponsesPassThrough.finishReason(response));
    boolean incomplete = response.path("status").asString("").equals("incomplete");
    about(out, incomplete ? "response.incomplete" : "response.completed", response);
    progress.complete();
  }

  private void about(SseWriter out, String type, ObjectNode response) {
    ObjectNode event = event(type);
    event.set("response", response);
    send(out, event);
  }

  private void item(SseWriter out, JsonNode item, int index) {
    switch (item.path("type").asString("")) {
      case "message" -> {
        added(out, index, begun(item).set("content", Json.array()));
        parts(out, item, index);
      }
      case "function_call" -> {
        added(out, index, begun(item).put("arguments", ""));
        JsonNode arguments = item.path("arguments");
        String type = "response.function_call_arguments.";
        send(out, in(type + "delta", item, index).set("delta", arguments));
        ObjectNode done = in(type + "done", item, index);
        done.set("name", item.path("name"));
        send(out, done.set("arguments", arguments));
      }
      default -> added(out, index, item);
    }
    send(out, event("response.output_item.done").put("output_index", index).set("item", item));
  }

  private static ObjectNode begun(JsonNode item) {
    return ((ObjectNode) item).deepCopy().put("status", "in_progress");
  }

  private void added(SseWriter out, int index, JsonNode item) {
    send(out, event("response.output_item.added").put("output_index", index).set("item", item));
  }

  private void parts(SseWriter out, JsonNode item, int index) {
    int place = 0;
    for (JsonNode part : item.path("content").values()) {
      boolean refusal = part.path("type").asString("").equals("refusal");
      String field = refusal ? "refusal" : "text";
      String type = refusal ? "response.refusal." : "response.output_text.";
      JsonNode text = part.path(field);
      ObjectNode empty = ((ObjectNode) part).deepCopy().put(field, "");
      send(out, at("response.content_part.added", item, index, place).set("part", empty));
      send(out, logged(at(type + "delta", item, index, place), refusal).set("delta", text));
      send(out, logged(at(type + "done", item, index, place), refusal).set(field, text));
      send(out, at("response.content_part.done", item, index, place).set("part", part));
      place++;
    }
  }

  /** Clients read the list of probabilities of a text, even where it is empty. */
  private static ObjectNode logged(ObjectNode event, boolean refusal) {
    if (!refusal) {
      event.putArray("logprobs");
    }
    return event;
  }

  private ObjectNode at(String type, JsonNode item, int index, int place) {
    return in(type, item, index).put("content_index", place);
  }

  private ObjectNode in(String type, JsonNode item, int index) {
    return event(type).put("item_id", item.path("id").asString("")).put("output_index", index);
  }

  private ObjectNode event(String type) {
    return Json.object().put("type", type).put("sequence_number", sequence++);
  }

  private static void send(SseWriter out, JsonNode event) {
    out.event(event.path("type").stringValue(), Json.bytes(event));
  }

  @Override
  public void close(StreamProgress progress, SseWriter out) {
    // It came in one piece, or not at all.
  }

  @Override
  public byte[] error(ClientError error) {
    return new EventsPassThrough().error(error);
  }
}
