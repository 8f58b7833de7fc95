package io.tollgate.providers.wire.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.StringFields;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.FrameHandler;
import io.tollgate.providers.wire.StreamProgress;
import io.tollgate.providers.wire.UpstreamErrors;
import io.tollgate.providers.wire.openai.OpenAiErrors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Passes the events of a Responses stream on with their bytes, reading only the few that count. */
final class EventsPassThrough implements FrameHandler {
  private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

  /** What was generated; all around it is the envelope. */
  private static final StringFields DELTA = StringFields.named("delta");

  @Override
  public void frame(SseEvent frame, StreamProgress progress, SseWriter out) {
    if (frame.dataLength() == 0 || frame.dataIs(DONE)) {
      return;
    }
    String type = frame.hasName() ? frame.name() : read(frame).path("type").stringValue("");
    byte[] name = type.getBytes(UTF_8);
    if (type.endsWith(".delta")) {
      progress.content(DELTA.length(frame.buffer(), frame.dataStart(), frame.dataEnd()));
    } else if (!note(type, frame, progress)) {
      return;
    }
    out.event(name, frame.buffer(), frame.dataStart(), frame.dataEnd());
  }

  private static JsonNode read(SseEvent frame) {
    return Json.read(frame.buffer(), frame.dataStart(), frame.dataLength());
  }

  /** Returns whether the event goes on to the client. */
  private static boolean note(String type, SseEvent frame, StreamProgress progress) {
    switch (type) {
      case "response.created" ->
          progress.responseModel(read(frame).path("response").path("model").stringValue(null));
      case "response.completed", "response.incomplete" -> {
        JsonNode response = read(frame).path("response");
        progress.usage(ResponsesUsage.read(response.path("usage")));
        progress.finished(ResponsesPassThrough.finishReason(response));
        progress.complete();
      }
      case "error", "response.failed" -> {
        JsonNode event = read(frame);
        JsonNode about = type.equals("error") ? event : event.path("response");
        progress.usage(ResponsesUsage.read(about.path("usage")));
        progress.failed(UpstreamErrors.read(200, about));
        return false;
      }
      case "response.output_item.added" -> {
        String item = read(frame).path("item").path("type").stringValue("");
        if (!item.equals("message") && !item.equals("reasoning")) {
          progress.content(1);
        }
      }
      default -> {
        // Every other step belongs to the client alone.
      }
    }
    return true;
  }

  @Override
  public void close(StreamProgress progress, SseWriter out) {
    // Every genuine stream ends in one of three events: without them the answer may lack anything.
  }

  @Override
  public byte[] error(ClientError error) {
    SseWriter out = new SseWriter();
    ObjectNode event = Json.object().put("type", "error");
    event.set("error", OpenAiErrors.object(error));
    out.event("error", Json.bytes(event));
    return out.take();
  }
}
