package io.tollgate.providers.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.StringFields;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.FrameHandler;
import io.tollgate.providers.wire.StreamProgress;
import io.tollgate.providers.wire.UpstreamErrors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Passes the events of a Messages stream on with their bytes, reading only the few that count. */
final class MessagesPassThrough implements FrameHandler {
  private static final byte[] DELTA = "content_block_delta".getBytes(UTF_8);
  private static final byte[] PING = "ping".getBytes(UTF_8);

  /** What was generated; all around it is the envelope, and a signature is nobody's words. */
  private static final StringFields TEXTS = StringFields.named("text", "thinking", "partial_json");

  private final ObjectNode usage = Json.object();
  private boolean started;

  @Override
  public void frame(SseEvent frame, StreamProgress progress, SseWriter out) {
    if (frame.nameIs(DELTA)) {
      progress.content(length(frame));
      out.event(DELTA, frame.buffer(), frame.dataStart(), frame.dataEnd());
    } else if (frame.nameIs(PING)) {
      out.copy(frame);
    } else if (frame.dataLength() > 0 && !frame.dataIs(AnthropicAnswerDecoder.DONE)) {
      read(frame, progress, out);
    }
  }

  private void read(SseEvent frame, StreamProgress progress, SseWriter out) {
    JsonNode event = Json.read(frame.buffer(), frame.dataStart(), frame.dataLength());
    String type = AnthropicAnswerDecoder.type(event, frame);
    switch (type) {
      case "message_start" -> {
        if (started) {
          // Clients fail on a second beginning.
          return;
        }
        started = true;
        progress.responseModel(event.path("message").path("model").stringValue(null));
        usage(event.path("message").path("usage"), progress);
      }
      case "content_block_delta", "content_block_start" -> content(event, frame, progress);
      case "message_delta" -> {
        usage(event.path("usage"), progress);
        String reason = event.path("delta").path("stop_reason").stringValue("");
        if (!reason.isEmpty()) {
          progress.finished(AnthropicFinish.read(reason));
        }
      }
      case "error" -> {
        progress.failed(UpstreamErrors.read(200, event));
        return;
      }
      default -> {
        // Whatever it is, it belongs to the client.
      }
    }
    out.event(type.getBytes(UTF_8), frame.buffer(), frame.dataStart(), frame.dataEnd());
    if (type.equals("message_stop")) {
      progress.complete();
    }
  }

  /** An empty text block is no content yet; a tool call is, and so is what comes whole. */
  private static void content(JsonNode event, SseEvent frame, StreamProgress progress) {
    JsonNode block = event.path("content_block");
    String kind = block.path("type").stringValue("");
    if (!kind.equals("text") && !kind.equals("thinking")) {
      JsonNode input = block.path("input");
      progress.content(length(frame) + (input.isEmpty() ? 0 : Json.bytes(input).length));
    }
  }

  private static int length(SseEvent frame) {
    return TEXTS.length(frame.buffer(), frame.dataStart(), frame.dataEnd());
  }

  private void usage(JsonNode reported, StreamProgress progress) {
    AnthropicUsage.merge(usage, reported);
    progress.usage(AnthropicUsage.read(usage));
  }

  @Override
  public void close(StreamProgress progress, SseWriter out) {
    // Every genuine stream ends in message_stop: without it the answer may lack anything.
  }

  @Override
  public byte[] heartbeat() {
    return AnthropicPing.frame();
  }

  @Override
  public byte[] error(ClientError error) {
    return AnthropicErrors.frame(error);
  }
}
