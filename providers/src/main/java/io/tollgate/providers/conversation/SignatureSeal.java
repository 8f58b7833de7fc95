package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.json.StringSplices;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.FrameHandler;
import io.tollgate.providers.wire.StreamProgress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the vendor's name on what it has signed, in answers that otherwise pass as they are: the
 * client sends it back, and the gateway also calls others who speak the same format.
 */
public final class SignatureSeal {
  /** What is in every answer that has something to seal, and in few others. */
  private static final List<byte[]> HINTS =
      List.of(
          "ignature\"".getBytes(UTF_8), "encrypted".getBytes(UTF_8), "redacted".getBytes(UTF_8));

  /** The arguments of calls and the schemas of tools, whatever their keys. */
  private static final Set<String> CLIENTS_OWN = Set.of("input", "args", "parameters");

  private static final Set<String> SIGNED = Set.of("thinking", "signature_delta", "reasoning.text");
  private static final Set<String> HIDDEN = Set.of("redacted_thinking", "reasoning.encrypted");

  private SignatureSeal() {}

  /** A whole answer; the very same bytes unless something in it is signed. */
  public static byte[] on(byte[] answer, Target target) {
    return target.sealing() && hints(answer, 0, answer.length) ? sealed(answer, target) : answer;
  }

  private static boolean hints(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      byte first = buffer[i];
      if (first == 'i' || first == 'e' || first == 'r') {
        for (byte[] hint : HINTS) {
          int end = i + hint.length;
          if (end <= to && Arrays.equals(buffer, i, end, hint, 0, hint.length)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static byte[] sealed(byte[] json, Target target) {
    return StringSplices.applied(
        json, Opaque.FIELDS, CLIENTS_OWN, (key, type, value) -> seal(key, type, value, target));
  }

  private static @Nullable String seal(String key, String type, String value, Target target) {
    boolean signed =
        switch (key) {
          case "signature" -> SIGNED.contains(type);
          case "data" -> HIDDEN.contains(type);
          default -> true;
        };
    if (!signed || value.isEmpty()) {
      return null;
    }
    return new Opaque(target.format(), target.signer(), value, HIDDEN.contains(type)).sealed();
  }

  /** A streamed answer. */
  public static FrameHandler on(FrameHandler frames, Target target) {
    return target.sealing() ? new Frames(frames, target) : frames;
  }

  private record Frames(FrameHandler frames, Target target) implements FrameHandler {
    @Override
    public void frame(SseEvent frame, StreamProgress progress, SseWriter out) {
      boolean hinted = hints(frame.buffer(), frame.dataStart(), frame.dataEnd());
      frames.frame(hinted ? frame.withData(sealed(frame.data(), target)) : frame, progress, out);
    }

    @Override
    public void close(StreamProgress progress, SseWriter out) {
      frames.close(progress, out);
    }

    @Override
    public byte[] heartbeat() {
      return frames.heartbeat();
    }

    @Override
    public byte[] error(ClientError error) {
      return frames.error(error);
    }
  }
}
