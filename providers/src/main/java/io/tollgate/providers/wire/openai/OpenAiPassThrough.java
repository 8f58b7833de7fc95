package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.ResponseStream;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.SignatureSeal;
import io.tollgate.providers.conversation.Unfolding;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.FramedStream;
import io.tollgate.providers.wire.StreamableExchange;
import io.tollgate.providers.wire.UpstreamErrors;
import io.tollgate.providers.wire.UpstreamHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Chat and legacy completions between two that speak OpenAI's format: bytes pass through. */
public final class OpenAiPassThrough implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    OpenAiRequestEdit changes = OpenAiRequestEdit.of(request, target);
    return new UpstreamRequest(
        OpenAiUrls.of(request.endpoint(), target),
        UpstreamHeaders.json(target),
        changes.body(),
        changes.dropped(),
        changes.adapted());
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new StreamableExchange(
        (status, headers, body) -> read(request, status, SignatureSeal.on(body, target)),
        () -> stream(request, target));
  }

  private static Answer read(ClientRequest request, int status, byte[] body) {
    JsonNode reply = Json.read(body);
    if (UpstreamErrors.tells(reply, "choices")) {
      return UpstreamErrors.read(status, reply);
    }
    if (!reply.isObject() || !reply.has("choices")) {
      return UpstreamErrors.unreadable(status, body);
    }
    boolean changed = ContentParts.flatten(reply, "message");
    changed |= new ToolCallRepair(request).whole(reply);
    return new ClientReply(
        status,
        List.of(Header.JSON),
        changed ? Json.bytes(reply) : body,
        OpenAiUsage.of(reply),
        reply.path("model").stringValue(null),
        finishReason(reply));
  }

  private static @Nullable FinishReason finishReason(JsonNode reply) {
    String reason = reply.path("choices").path(0).path("finish_reason").stringValue(null);
    return reason == null ? null : OpenAiFinish.read(reason);
  }

  private static ResponseStream stream(ClientRequest request, Target target) {
    ChatPassThrough frames = new ChatPassThrough(request);
    // A whole legacy completion has the form of a chunk already.
    return FramedStream.ofEvents(
        request.endpoint() == Endpoint.CHAT_COMPLETIONS
            ? SignatureSeal.on(Unfolding.of(frames, new ChatFormat(), request), target)
            : frames);
  }
}
