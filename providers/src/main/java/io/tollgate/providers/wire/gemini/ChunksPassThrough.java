package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.FrameHandler;
import io.tollgate.providers.wire.StreamProgress;
import io.tollgate.providers.wire.UpstreamErrors;
import tools.jackson.databind.JsonNode;

/** Passes the chunks of a Gemini stream on with their bytes. */
final class ChunksPassThrough implements FrameHandler {
  private final GeminiStreamWriter writer;
  private boolean finished;

  ChunksPassThrough(boolean events) {
    this.writer = new GeminiStreamWriter(events);
  }

  @Override
  public void frame(SseEvent frame, StreamProgress progress, SseWriter out) {
    if (frame.dataLength() == 0 || frame.dataIs(GeminiAnswerDecoder.DONE)) {
      return;
    }
    JsonNode chunk = Json.read(frame.buffer(), frame.dataStart(), frame.dataLength());
    if (!chunk.isObject() || chunk.has("error")) {
      progress.failed(UpstreamErrors.read(200, chunk));
      return;
    }
    note(chunk, progress);
    writer.chunk(out, frame.data());
  }

  private void note(JsonNode chunk, StreamProgress progress) {
    progress.responseModel(chunk.path("modelVersion").stringValue(null));
    progress.usage(GeminiUsage.read(chunk.path("usageMetadata")));
    for (JsonNode candidate : chunk.path("candidates").values()) {
      for (JsonNode part : candidate.path("content").path("parts").values()) {
        int length = part.path("text").stringValue("").length();
        boolean other = part.has("functionCall") || part.has("inlineData");
        if (length > 0 || other) {
          progress.content(Math.max(1, length));
        }
      }
      String reason = candidate.path("finishReason").stringValue("");
      if (!reason.isEmpty()) {
        finished = true;
        progress.finished(GeminiFinish.read(reason));
      }
    }
    if (chunk.path("promptFeedback").has("blockReason")) {
      finished = true;
      progress.finished(GeminiFinish.read("SAFETY"));
    }
  }

  /** There is no terminal event: a reason to finish, and then the end, is all there is. */
  @Override
  public void close(StreamProgress progress, SseWriter out) {
    if (finished) {
      writer.end(out);
      progress.complete();
    }
  }

  @Override
  public byte[] error(ClientError error) {
    return writer.error(Json.bytes(GeminiErrors.object(error)));
  }
}
