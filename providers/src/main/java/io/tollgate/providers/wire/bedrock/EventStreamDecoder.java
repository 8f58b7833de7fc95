package io.tollgate.providers.wire.bedrock;

import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.FrameDecoder;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Finds the messages of AWS's binary event stream. A frame's name is {@code <message type>:<type>},
 * such as {@code event:contentBlockDelta} or {@code exception:throttlingException}.
 *
 * <p>Amazon's own incremental decoder takes 2 MB for each stream, so bytes are gathered here, and
 * only whole messages are given to it.
 */
final class EventStreamDecoder implements FrameDecoder {
  /** Of the whole message, the header and the checksum of both: before it nothing is believed. */
  private static final int PRELUDE = 12;

  private static final int LEAST = 16;
  private static final int MOST = 16 * 1024 * 1024;

  private final Consumer<SseEvent> frames;
  private byte[] held = new byte[1024];
  private int length;

  EventStreamDecoder(Consumer<SseEvent> frames) {
    this.frames = frames;
  }

  @Override
  public void feed(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      take(bytes, wanted());
      if (length == wanted() && length > PRELUDE) {
        deliver();
      }
    }
  }

  /** How many bytes are needed to go on: a prelude, and then the message that it announces. */
  private int wanted() {
    if (length < PRELUDE) {
      return PRELUDE;
    }
    ByteBuffer prelude = ByteBuffer.wrap(held, 0, PRELUDE);
    int total = prelude.getInt();
    if (length == PRELUDE) {
      CRC32 sum = new CRC32();
      sum.update(held, 0, PRELUDE - Integer.BYTES);
      if ((int) sum.getValue() != prelude.getInt(PRELUDE - Integer.BYTES)) {
        throw new SseException("A message of the event stream has a wrong checksum");
      }
      if (total < LEAST || total > MOST) {
        throw new SseException("A message of the event stream announces " + total + " bytes");
      }
    }
    return total;
  }

  private void take(ByteBuffer bytes, int wanted) {
    int count = Math.min(wanted - length, bytes.remaining());
    if (length + count > held.length) {
      held = Arrays.copyOf(held, Math.min(MOST, Math.max(length + count, held.length * 2)));
    }
    bytes.get(held, length, count);
    length += count;
  }

  private void deliver() {
    Message message;
    try {
      message = Message.decode(ByteBuffer.wrap(held, 0, length));
    } catch (RuntimeException malformed) {
      throw new SseException(
          "A message of the event stream cannot be read: " + malformed.getMessage());
    }
    length = 0;
    frames.accept(frame(message));
  }

  private static SseEvent frame(Message message) {
    String type = text(message, ":message-type");
    return switch (type) {
      case "exception" ->
          SseEvent.of("exception:" + text(message, ":exception-type"), message.getPayload());
      // Its reason is in the headers; the payload is empty.
      case "error" ->
          SseEvent.of(
              "exception:" + text(message, ":error-code"),
              Json.bytes(Json.object().put("message", text(message, ":error-message"))));
      default -> SseEvent.of(type + ":" + text(message, ":event-type"), message.getPayload());
    };
  }

  private static String text(Message message, String header) {
    Map<String, HeaderValue> headers = message.getHeaders();
    HeaderValue value = headers.get(header);
    return value == null ? "" : value.getString();
  }

  @Override
  public void end() {
    // What is left is half a message: whether the answer is whole without it shows its last event.
  }
}
