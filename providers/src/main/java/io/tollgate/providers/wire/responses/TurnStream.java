package io.tollgate.providers.wire.responses;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseDecoder;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stream of a turn that the gateway keeps. Its last event is held back: whoever has it may ask
 * the next turn at once, so that it is for the gateway to send, once the turn is kept.
 */
public final class TurnStream implements ResponseStream {
  private final ResponseStream answer;
  private final TurnMarks marks;
  private final boolean stored;
  private final SseWriter out = new SseWriter();
  private final SseDecoder events = new SseDecoder(this::event);
  private @Nullable ObjectNode last;

  /** Takes a stream as the client would get it. */
  public TurnStream(ResponseStream answer, TurnMarks marks, boolean stored) {
    this.answer = answer;
    this.marks = marks;
    this.stored = stored;
  }

  private void event(SseEvent event) {
    switch (event.name()) {
      case "response.created", "response.queued", "response.in_progress" -> {
        ObjectNode changed = read(event);
        if (changed.path("response") instanceof ObjectNode response) {
          marks.onto(response, stored);
        }
        out.event(event.name(), Json.bytes(changed));
      }
      case "response.completed", "response.incomplete" -> last = read(event);
      default -> out.copy(event);
    }
  }

  private static ObjectNode read(SseEvent event) {
    return (ObjectNode) Json.read(event.buffer(), event.dataStart(), event.dataLength());
  }

  /** The response as a whole; null unless the stream is complete. */
  public @Nullable JsonNode response() {
    return last == null ? null : last.path("response");
  }

  /** The event that was held back, with what has become of the turn; empty if there is none. */
  public byte[] lastEvent(boolean kept) {
    ObjectNode event = last;
    if (event == null) {
      return new byte[0];
    }
    if (event.path("response") instanceof ObjectNode response) {
      marks.onto(response, kept);
    }
    SseWriter writer = new SseWriter();
    writer.event(event.path("type").asString("response.completed"), Json.bytes(event));
    return writer.take();
  }

  private byte[] marked(byte[] bytes) {
    if (bytes.length > 0) {
      // What is released are always whole events.
      events.feed(ByteBuffer.wrap(bytes));
    }
    return out.take();
  }

  @Override
  public byte[] accept(ByteBuffer bytes) {
    return marked(answer.accept(bytes));
  }

  @Override
  public byte[] end() {
    return marked(answer.end());
  }

  @Override
  public byte[] broken() {
    return marked(answer.broken());
  }

  @Override
  public byte[] fail(ClientError error) {
    return marked(answer.fail(error));
  }

  @Override
  public byte[] heartbeat() {
    return answer.heartbeat();
  }

  @Override
  public List<Header> headers() {
    return answer.headers();
  }

  @Override
  public boolean committed() {
    return answer.committed();
  }

  @Override
  public State state() {
    return answer.state();
  }

  @Override
  public Optional<UpstreamFailure> failure() {
    return answer.failure();
  }

  @Override
  public UsageReport usage() {
    return answer.usage();
  }

  @Override
  public @Nullable String responseModel() {
    return answer.responseModel();
  }

  @Override
  public @Nullable FinishReason finishReason() {
    return answer.finishReason();
  }

  @Override
  public List<String> dropped() {
    return answer.dropped();
  }

  @Override
  public long contentBytes() {
    return answer.contentBytes();
  }
}
