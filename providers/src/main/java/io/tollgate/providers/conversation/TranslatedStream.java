package io.tollgate.providers.conversation;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.ResponseStream.State;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.StreamEvent.AudioDelta;
import io.tollgate.providers.conversation.StreamEvent.Cited;
import io.tollgate.providers.conversation.StreamEvent.Completed;
import io.tollgate.providers.conversation.StreamEvent.Failed;
import io.tollgate.providers.conversation.StreamEvent.Finished;
import io.tollgate.providers.conversation.StreamEvent.ImageProduced;
import io.tollgate.providers.conversation.StreamEvent.ReasoningDelta;
import io.tollgate.providers.conversation.StreamEvent.ReasoningSigned;
import io.tollgate.providers.conversation.StreamEvent.RefusalDelta;
import io.tollgate.providers.conversation.StreamEvent.Scored;
import io.tollgate.providers.conversation.StreamEvent.Started;
import io.tollgate.providers.conversation.StreamEvent.TextDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolArgumentsDelta;
import io.tollgate.providers.conversation.StreamEvent.ToolCallEnded;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import io.tollgate.providers.conversation.StreamEvent.UsageReported;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseEvent;
import io.tollgate.providers.sse.SseWriter;
import io.tollgate.providers.wire.FrameHandler;
import io.tollgate.providers.wire.StreamProgress;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decodes each frame, notes what the gateway wants to know, and encodes what follows from it. A
 * frame that is no event is an upstream's whole answer, or an error, instead of a stream.
 */
final class TranslatedStream implements FrameHandler {
  /** What a picture counts as where nobody reports usage: about 1300 tokens, as text. */
  private static final int PICTURE_BYTES = 5_200;

  /** A second of sound has 64,000 letters, and costs about as much as a hundred of text. */
  private static final int SOUND_PER_BYTE = 640;

  private final ClientFormat client;
  private final UpstreamFormat format;
  private final StreamDecoder decoder;
  private final StreamEncoder encoder;
  private final ClientRequest request;
  private final UnaryOperator<Consumer<StreamEvent>> signing;
  private @Nullable Identities events;

  TranslatedStream(UpstreamFormat format, ClientFormat client, ClientRequest request) {
    this(format, client, request, UnaryOperator.identity());
  }

  /**
   * @param signing what the events go through on their way, so that signatures say whose they are
   */
  TranslatedStream(
      UpstreamFormat format,
      ClientFormat client,
      ClientRequest request,
      UnaryOperator<Consumer<StreamEvent>> signing) {
    this.signing = signing;
    this.client = client;
    this.format = format;
    this.decoder = format.stream();
    this.encoder = client.stream(request);
    this.request = request;
  }

  @Override
  public void frame(SseEvent frame, StreamProgress progress, SseWriter out) {
    if (frame.isBare()) {
      format.decode(
          Json.read(frame.buffer(), frame.dataStart(), frame.dataLength()),
          consumer(progress, out));
    } else {
      decoder.decode(frame, consumer(progress, out));
    }
  }

  @Override
  public void close(StreamProgress progress, SseWriter out) {
    decoder.close(consumer(progress, out));
  }

  private Consumer<StreamEvent> consumer(StreamProgress progress, SseWriter out) {
    if (events == null) {
      var called =
          new CalledTools(
              format.toolNames(), client, request, event -> event(event, progress, out));
      var placed = new NoPlace(client, progress::dropped, called);
      events = new Identities(request.seed(), signing.apply(placed));
    }
    return events;
  }

  private void event(StreamEvent event, StreamProgress progress, SseWriter out) {
    if (progress.state() != State.OPEN) {
      return;
    }
    note(event, progress);
    if (progress.state() != State.FAILED) {
      encoder.encode(event, out);
    }
  }

  private static void note(StreamEvent event, StreamProgress progress) {
    switch (event) {
      case Started started -> progress.responseModel(started.model());
      case TextDelta delta -> content(progress, delta.text());
      case RefusalDelta delta -> content(progress, delta.text());
      case ReasoningDelta delta -> content(progress, delta.text());
      case ToolCallStarted call -> content(progress, call.name());
      case ToolArgumentsDelta delta -> content(progress, delta.fragment());
      case ImageProduced ignored -> progress.content(PICTURE_BYTES);
      case AudioDelta delta ->
          progress.content(1 + delta.piece().base64().length() / SOUND_PER_BYTE);
      case Finished finished -> progress.finished(finished.reason());
      case UsageReported report -> progress.usage(UsageReport.of(report.usage()));
      case Failed failed -> progress.failed(failed.failure());
      case Completed ignored -> progress.complete();
      case ReasoningSigned ignored -> {}
      case ToolCallEnded ignored -> {}
      case Cited ignored -> {}
      case Scored ignored -> {}
    }
  }

  private static void content(StreamProgress progress, String text) {
    if (!text.isEmpty()) {
      progress.content(text.length());
    }
  }

  @Override
  public byte[] heartbeat() {
    return encoder.heartbeat();
  }

  @Override
  public byte[] error(ClientError error) {
    return encoder.error(error);
  }
}
