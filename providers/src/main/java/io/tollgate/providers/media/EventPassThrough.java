package io.tollgate.providers.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.Operation;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.FrameHandler;
import io.tollgate.providers.wire.StreamProgress;
import io.tollgate.providers.wire.UpstreamErrors;
import io.tollgate.providers.wire.openai.OpenAiErrors;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's streams of pictures, speech and transcripts: every event passes with its bytes, and only
 * those that end the answer are looked into. Some of these streams close with {@code [DONE]},
 * others simply after the event that ends in {@code .done} or {@code .completed}.
 */
final class EventPassThrough implements FrameHandler {
  private static final byte[] DONE = "[DONE]".getBytes(UTF_8);
  private static final byte[] ERROR = "\"error\"".getBytes(UTF_8);

  // A quote inside a JSON string is escaped, so these are found only where they are meant.
  private static final byte[] END = ".done\"".getBytes(UTF_8);
  private static final byte[] COMPLETED = ".completed\"".getBytes(UTF_8);

  private final Operation operation;
  private boolean ended;

  EventPassThrough(Operation operation) {
    this.operation = operation;
  }

  @Override
  public void frame(SseEvent frame, StreamProgress progress, SseWriter out) {
    if (frame.dataIs(DONE)) {
      out.data(DONE);
      progress.complete();
    } else if (frame.dataContains(ERROR) && failed(frame, progress)) {
      return;
    } else if (frame.dataLength() > 0) {
      if (frame.dataContains(END) || frame.dataContains(COMPLETED)) {
        lookInto(frame, progress);
      }
      progress.content(operation == Operation.TRANSCRIPTION ? frame.dataLength() : 0);
      out.copy(frame);
    }
  }

  private static boolean failed(SseEvent frame, StreamProgress progress) {
    JsonNode event = Json.read(frame.data());
    if (!event.hasNonNull("error") && !event.path("type").asString("").equals("error")) {
      return false;
    }
    progress.failed(UpstreamErrors.read(200, event));
    return true;
  }

  private void lookInto(SseEvent frame, StreamProgress progress) {
    JsonNode event = Json.read(frame.data());
    String type = event.path("type").asString("");
    if (type.endsWith(".done") || type.endsWith(".completed")) {
      ended = true;
      progress.usage(MediaUsage.read(operation, event.path("usage")));
    }
  }

  @Override
  public void close(StreamProgress progress, SseWriter out) {
    if (ended) {
      progress.complete();
    }
  }

  @Override
  public byte[] error(ClientError error) {
    return OpenAiErrors.frame(error);
  }
}
