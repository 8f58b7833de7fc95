package io.tollgate.simulator.vendor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole reply, ready to be written.
 *
 * @param bill what the vendor charges for it, if anything
 */
public record Reply(
    int status,
    Map<String, String> headers,
    List<Frame> frames,
    Ending ending,
    @Nullable Bill bill) {

  /** A reply that nothing is charged for. */
  public static Reply free(int status, Map<String, String> headers, byte[] body) {
    return new Reply(
        status, sized(headers, body), List.of(new Frame(body, 0)), Ending.COMPLETE, null);
  }

  /** A reply in one piece that is charged for. */
  public static Reply whole(Map<String, String> headers, byte[] body, Bill bill) {
    return new Reply(
        200,
        sized(headers, body),
        List.of(new Frame(body, bill.tokens().output())),
        Ending.COMPLETE,
        bill);
  }

  /** With the true length, which a reply that is cut short keeps announcing. */
  private static Map<String, String> sized(Map<String, String> headers, byte[] body) {
    var sized = new LinkedHashMap<>(headers);
    sized.put("content-length", Integer.toString(body.length));
    return sized;
  }

  /** A reply in pieces that is charged for. */
  public static Reply stream(Map<String, String> headers, List<Frame> frames, Bill bill) {
    return new Reply(200, headers, List.copyOf(frames), Ending.COMPLETE, bill);
  }

  /** The same head with other frames and another ending. */
  public Reply ending(Ending ending, List<Frame> frames) {
    return new Reply(status, headers, frames, ending, bill);
  }

  /** Whether the answer comes in pieces. */
  public boolean streamed() {
    return bill != null && bill.streamed();
  }
}
