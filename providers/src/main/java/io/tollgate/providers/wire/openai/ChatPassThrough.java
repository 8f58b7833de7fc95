package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.FrameHandler;
import io.tollgate.providers.wire.StreamProgress;
import io.tollgate.providers.wire.UpstreamErrors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Passes the chunks of an OpenAI-shaped stream on with their bytes. Only usage is moved: it is
 * always asked of the upstream, and reaches the client as a last chunk of its own, if it asked.
 */
final class ChatPassThrough implements FrameHandler {
  private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

  private static final byte[] ERROR = "error".getBytes(UTF_8);

  private final boolean usageAsked;
  private final int choices;
  private final ChunkScan scan = new ChunkScan();
  private final ToolCallRepair calls;
  private final ChoicelessChunk choiceless = new ChoicelessChunk();
  private int finished;
  private byte @Nullable [] usageChunk;

  ChatPassThrough(ClientRequest request) {
    this.usageAsked = request.usageAsked();
    this.choices = request.choices();
    this.calls = new ToolCallRepair(request);
  }

  @Override
  public void frame(SseEvent frame, StreamProgress progress, SseWriter out) {
    if (frame.dataIs(DONE)) {
      done(progress, out);
    } else if (frame.dataLength() > 0) {
      chunk(frame, progress, out);
    }
  }

  private void chunk(SseEvent frame, StreamProgress progress, SseWriter out) {
    boolean whole = scan.scan(frame.buffer(), frame.dataStart(), frame.dataEnd());
    if (!whole || scan.error || frame.nameIs(ERROR)) {
      progress.failed(failure(frame));
      return;
    }
    boolean finishedBefore = finished >= choices;
    note(frame, progress);
    if (scan.noChoices && !scan.hasUsage()) {
      choiceless.hold((ObjectNode) read(frame));
    } else if (!edited(frame, progress, out)) {
      unedited(frame, progress, out, finishedBefore);
    }
  }

  private void unedited(
      SseEvent frame, StreamProgress progress, SseWriter out, boolean finishedBefore) {
    if (scan.usageKey < 0) {
      out.data(frame.buffer(), frame.dataStart(), frame.dataEnd());
    } else if (scan.usageNull) {
      withNullUsage(frame, out);
    } else {
      withUsage(frame, progress, out, finishedBefore);
    }
  }

  /** Moonshot puts it there; clients look for it in a chunk of its own. */
  private void usageOfChoice(ObjectNode chunk, StreamProgress progress) {
    JsonNode usage = chunk.path("choices").path(0).path("usage");
    UsageReport report = OpenAiUsage.read(usage);
    if (report.reported()) {
      progress.usage(report);
      chunk.putArray("choices");
      usageChunk = Json.bytes(chunk.set("usage", usage));
    }
  }

  private static UpstreamFailure failure(SseEvent frame) {
    JsonNode said = read(frame);
    boolean explained = frame.nameIs(ERROR) || UpstreamErrors.tells(said, "choices");
    return explained
        ? UpstreamErrors.read(200, said)
        : UpstreamErrors.unreadable(200, frame.data());
  }

  private static JsonNode read(SseEvent frame) {
    return Json.read(frame.buffer(), frame.dataStart(), frame.dataLength());
  }

  private void note(SseEvent frame, StreamProgress progress) {
    if (progress.responseModel() == null && scan.modelStart >= 0) {
      int length = scan.modelEnd - scan.modelStart;
      progress.responseModel(new String(frame.buffer(), scan.modelStart, length, UTF_8));
    }
    if (scan.contentBytes > 0) {
      progress.content(scan.contentBytes);
    }
    if (scan.choiceUsage && usageChunk == null) {
      usageOfChoice((ObjectNode) read(frame), progress);
    }
    if (scan.finishes > 0) {
      finished += scan.finishes;
      int length = scan.finishEnd - scan.finishStart;
      String reason = new String(frame.buffer(), scan.finishStart, length, UTF_8);
      progress.finished(OpenAiFinish.read(reason));
    }
  }

  /**
   * Upstreams say {@code "usage": null} because we asked; a client that did not may choke on it.
   */
  private void withNullUsage(SseEvent frame, SseWriter out) {
    byte[] buffer = frame.buffer();
    if (usageAsked) {
      out.data(buffer, frame.dataStart(), frame.dataEnd());
      return;
    }
    int comma = scan.usageKey - 1;
    while (comma > frame.dataStart() && buffer[comma] <= ' ') {
      comma--;
    }
    if (buffer[comma] == ',') {
      out.data(buffer, frame.dataStart(), comma, scan.usageNullEnd, frame.dataEnd());
    } else {
      ObjectNode chunk = (ObjectNode) read(frame);
      chunk.remove("usage");
      out.data(Json.bytes(chunk));
    }
  }

  private void withUsage(
      SseEvent frame, StreamProgress progress, SseWriter out, boolean finishedBefore) {
    ObjectNode chunk = (ObjectNode) read(frame);
    progress.usage(OpenAiUsage.read(chunk.path("usage")));
    if (scan.noChoices) {
      usageChunk = frame.data();
      return;
    }
    ObjectNode last = chunk.deepCopy();
    last.putArray("choices");
    usageChunk = Json.bytes(last);
    boolean repeatsTheEnd = finishedBefore && scan.contentBytes == 0;
    if (!repeatsTheEnd) {
      chunk.remove("usage");
      out.data(Json.bytes(chunk));
    }
  }

  /**
   * The few chunks that cannot stay as they are: Mistral's parts, which only its own client
   * understands, tool calls that are numbered otherwise, and what has to go along. Returns whether
   * this is one of them.
   */
  private boolean edited(SseEvent frame, StreamProgress progress, SseWriter out) {
    if (!scan.listed && !scan.calls && choiceless.isEmpty()) {
      return false;
    }
    ObjectNode chunk = (ObjectNode) read(frame);
    boolean changed = ContentParts.flatten(chunk, "delta");
    changed |= calls.chunk(chunk);
    changed |= choiceless.moveInto(chunk);
    if (!changed) {
      return false;
    }
    JsonNode usage = chunk.remove("usage");
    if (usage != null && usage.isObject()) {
      progress.usage(OpenAiUsage.read(usage));
      ObjectNode last = chunk.deepCopy();
      last.putArray("choices");
      usageChunk = Json.bytes(last.set("usage", usage));
    }
    out.data(Json.bytes(chunk));
    return true;
  }

  private void done(StreamProgress progress, SseWriter out) {
    // Azure and a few others end without any finish reason when the prompt was filtered.
    if (finished == 0 && !progress.committed()) {
      progress.finished(FinishReason.OTHER);
    }
    byte[] rest = choiceless.rest();
    if (rest != null) {
      out.data(rest);
    }
    if (usageAsked && usageChunk != null) {
      out.data(usageChunk);
    }
    out.data(DONE);
    progress.complete();
  }

  @Override
  public void close(StreamProgress progress, SseWriter out) {
    if (finished >= choices) {
      done(progress, out);
    }
  }

  @Override
  public byte[] error(ClientError error) {
    return OpenAiErrors.frame(error);
  }
}
