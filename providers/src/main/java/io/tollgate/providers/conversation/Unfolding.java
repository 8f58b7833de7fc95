package io.tollgate.providers.conversation;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.FrameHandler;
import io.tollgate.providers.wire.StreamProgress;

/**
 * Passes events on, and unfolds a whole answer into the client's stream: some upstreams ignore that
 * a stream was asked for.
 */
public final class Unfolding implements FrameHandler {
  private final FrameHandler events;
  private final FrameHandler whole;

  private Unfolding(FrameHandler events, FrameHandler whole) {
    this.events = events;
    this.whole = whole;
  }

  /** For a client and an upstream of the same format. */
  public static <F extends ClientFormat & UpstreamFormat> Unfolding of(
      FrameHandler events, F format, ClientRequest request) {
    return new Unfolding(events, new TranslatedStream(format, format, request));
  }

  /** For a format whose whole answers have a reader of their own. */
  public static Unfolding of(FrameHandler events, FrameHandler whole) {
    return new Unfolding(events, whole);
  }

  @Override
  public void frame(SseEvent frame, StreamProgress progress, SseWriter out) {
    (frame.isBare() ? whole : events).frame(frame, progress, out);
  }

  @Override
  public void close(StreamProgress progress, SseWriter out) {
    events.close(progress, out);
  }

  @Override
  public byte[] heartbeat() {
    return events.heartbeat();
  }

  @Override
  public byte[] error(ClientError error) {
    return events.error(error);
  }
}
