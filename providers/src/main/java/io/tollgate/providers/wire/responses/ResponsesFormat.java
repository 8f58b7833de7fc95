package io.tollgate.providers.wire.responses;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.ClientFormat;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.StreamEncoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.StreamEvent.AudioDelta;
import io.tollgate.providers.conversation.StreamEvent.Cited;
import io.tollgate.providers.conversation.StreamEvent.ImageProduced;
import io.tollgate.providers.conversation.StreamEvent.Scored;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.json.Json;

/** OpenAI's Responses API for clients; upstreams that have it are passed through to. */
public final class ResponsesFormat implements ClientFormat {
  @Override
  public Conversation decode(ClientRequest request, Notes notes) {
    return ResponsesRequestDecoder.decode(request, notes);
  }

  /** A picture is its bytes here, a source is a page, and sound is not answered with at all. */
  @Override
  public boolean hasPlaceFor(StreamEvent.Extra extra) {
    return switch (extra) {
      case ImageProduced produced -> produced.image() instanceof Media.Inline;
      case Cited cited -> cited.citation().url() != null;
      case AudioDelta ignored -> false;
      case Scored ignored -> true;
    };
  }

  @Override
  public boolean scoresTextOnly() {
    return true;
  }

  @Override
  public String ownName(String field) {
    return switch (field) {
      case "messages" -> "input";
      case "reasoning_effort" -> "reasoning.effort";
      case "logprobs" -> "include";
      case "modalities" -> "tools.image_generation";
      default -> field;
    };
  }

  @Override
  public byte[] encode(WholeAnswer answer, ClientRequest request) {
    return Json.bytes(new ResponseObject(request).finished(answer));
  }

  @Override
  public StreamEncoder stream(ClientRequest request) {
    return new ResponsesStreamEncoder(request);
  }
}
