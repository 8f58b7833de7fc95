package io.tollgate.providers.wire.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import io.tollgate.providers.conversation.ForeignState;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.SignatureSeal;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonEdit;
import io.tollgate.providers.json.JsonOutline;
import io.tollgate.providers.json.ProtoNames;
import io.tollgate.providers.sse.SseDecoder;
import io.tollgate.providers.wire.FramedStream;
import io.tollgate.providers.wire.StreamableExchange;
import io.tollgate.providers.wire.UpstreamErrors;
import io.tollgate.providers.wire.UpstreamHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Between two that speak Gemini's format: the model is in the path, and bytes pass through. */
public final class GeminiPassThrough implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    JsonEdit edit = JsonEdit.of(request.body());
    Notes notes = new Notes(target.strict());
    if (request.capLowered()) {
      lowerCap(edit, request);
      notes.adapted("maxOutputTokens was lowered");
    }
    String method = request.endpoint().path();
    byte[] unwrapped = GeminiTokenCounter.unwrapped(request, target);
    byte[] own = ForeignState.removed(unwrapped == null ? edit.apply() : unwrapped, target);
    return new UpstreamRequest(
        GeminiUrls.of(target, request.stream() ? method + "?alt=sse" : method),
        UpstreamHeaders.json(target),
        GeminiModel.of(target.model()).demandsSignatures() ? UnsignedParts.marked(own, notes) : own,
        List.of(),
        notes.adapted());
  }

  private static void lowerCap(JsonEdit edit, ClientRequest request) {
    long cap = request.outputCap().orElseThrow();
    JsonOutline body = request.body();
    JsonOutline config = body.nested(ProtoNames.spelling(body, "generationConfig"));
    if (config == null) {
      edit.set("generationConfig", ("{\"maxOutputTokens\":" + cap + "}").getBytes(UTF_8));
    } else {
      edit.set(
          config,
          ProtoNames.spelling(config, "maxOutputTokens"),
          Long.toString(cap).getBytes(UTF_8));
    }
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new StreamableExchange(
        (status, headers, body) -> read(request, status, SignatureSeal.on(body, target)),
        () -> stream(request, target));
  }

  private static Answer read(ClientRequest request, int status, byte[] body) {
    JsonNode reply = Json.read(body);
    if (UpstreamErrors.tells(reply, "candidates")) {
      return UpstreamErrors.read(status, reply);
    }
    boolean counts = request.endpoint() == Endpoint.COUNT_CONTENT_TOKENS;
    if (!reply.isObject() || (counts && !reply.has("totalTokens"))) {
      return UpstreamErrors.unreadable(status, body);
    }
    return new ClientReply(
        status,
        List.of(Header.JSON),
        body,
        GeminiUsage.read(reply.path("usageMetadata")),
        reply.path("modelVersion").stringValue(null),
        finishReason(reply));
  }

  private static @Nullable FinishReason finishReason(JsonNode reply) {
    String reason = reply.path("candidates").path(0).path("finishReason").stringValue(null);
    return reason == null ? null : GeminiFinish.read(reason);
  }

  private static ResponseStream stream(ClientRequest request, Target target) {
    boolean events = request.eventStream();
    return new FramedStream(
        SseDecoder::new,
        SignatureSeal.on(new ChunksPassThrough(events), target),
        List.of(events ? Header.EVENT_STREAM : Header.JSON));
  }
}
