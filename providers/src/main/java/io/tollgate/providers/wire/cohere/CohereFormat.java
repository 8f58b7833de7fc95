package io.tollgate.providers.wire.cohere;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.wire.CohereUrls;
import io.tollgate.providers.wire.UpstreamHeaders;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Cohere's {@code /v2/chat}. */
public final class CohereFormat implements UpstreamFormat {
  @Override
  public UpstreamRequest encode(
      Conversation conversation, ClientRequest request, Target target, Notes notes) {
    byte[] body = CohereRequestEncoder.encode(conversation, target, notes);
    return new UpstreamRequest(
        CohereUrls.of(target, "/v2/chat"),
        UpstreamHeaders.json(target),
        body,
        notes.dropped(),
        notes.adapted());
  }

  /** Pictures may lie on the web, documents may not. */
  @Override
  public boolean needsBytes(Part part, String url, Target target) {
    return part instanceof Part.Document || !url.startsWith("http");
  }

  @Override
  public void decode(JsonNode answer, Consumer<StreamEvent> events) {
    CohereAnswerDecoder.decode(answer, events);
  }

  @Override
  public StreamDecoder stream() {
    return new CohereAnswerDecoder();
  }
}
