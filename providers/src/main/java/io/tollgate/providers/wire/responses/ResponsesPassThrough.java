package io.tollgate.providers.wire.responses;

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
import io.tollgate.providers.wire.openai.OpenAiRequestEdit;
import io.tollgate.providers.wire.openai.OpenAiUrls;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Responses and their token counts between two that speak the format: bytes pass through. */
public final class ResponsesPassThrough implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    StoredState.refuse(request);
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
        () -> stream(target));
  }

  private static Answer read(ClientRequest request, int status, byte[] body) {
    JsonNode response = Json.read(body);
    if (response.hasNonNull("error")) {
      return UpstreamErrors.read(status, response);
    }
    boolean counts = request.endpoint() == Endpoint.COUNT_RESPONSE_TOKENS;
    if (counts ? !response.has("input_tokens") : !response.path("output").isArray()) {
      return UpstreamErrors.unreadable(status, body);
    }
    return new ClientReply(
        status,
        List.of(Header.JSON),
        body,
        ResponsesUsage.read(response.path("usage")),
        response.path("model").stringValue(null),
        finishReason(response));
  }

  private static ResponseStream stream(Target target) {
    return FramedStream.ofEvents(
        SignatureSeal.on(Unfolding.of(new EventsPassThrough(), new UnfoldedResponse()), target));
  }

  static FinishReason finishReason(JsonNode response) {
    if (response.path("status").asString("").equals("incomplete")) {
      String why = response.path("incomplete_details").path("reason").asString("");
      return why.equals("content_filter") ? FinishReason.CONTENT_FILTER : FinishReason.LENGTH;
    }
    for (JsonNode item : response.path("output").values()) {
      if (item.path("type").asString("").equals("function_call")) {
        return FinishReason.TOOL_CALLS;
      }
    }
    return FinishReason.STOP;
  }
}
