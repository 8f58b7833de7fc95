package io.tollgate.providers.wire.anthropic;

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
import io.tollgate.providers.conversation.SignatureSeal;
import io.tollgate.providers.conversation.Unfolding;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonEdit;
import io.tollgate.providers.wire.FramedStream;
import io.tollgate.providers.wire.StreamableExchange;
import io.tollgate.providers.wire.UpstreamErrors;
import io.tollgate.providers.wire.UpstreamHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Messages and token counts between two that speak Anthropic's format: bytes pass through. */
public final class AnthropicPassThrough implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    JsonEdit edit = JsonEdit.of(request.body());
    boolean counts = request.endpoint() == Endpoint.COUNT_MESSAGE_TOKENS;
    boolean vertex = ClaudeOnVertex.hosts(target);
    List<String> adapted = new ArrayList<>();
    if (vertex) {
      ClaudeOnVertex.edit(edit, request, version(request, target), adapted);
    }
    if ((counts || !vertex) && !request.model().equals(target.model())) {
      edit.set("model", Json.quoted(target.model()));
    }
    if (request.capLowered()) {
      String cap = Long.toString(request.outputCap().orElseThrow());
      edit.set("max_tokens", cap.getBytes(UTF_8));
      adapted.add("max_tokens was lowered to " + cap);
    }
    byte[] whole = edit.apply();
    byte[] own = ForeignState.removed(whole, target);
    byte[] body = OpenCalls.answerable(request, whole, own, adapted);
    return new UpstreamRequest(
        counts
            ? AnthropicUrls.countTokens(target)
            : AnthropicUrls.messages(target, request.stream()),
        UpstreamHeaders.json(target, own(request, target)),
        body,
        List.of(),
        adapted);
  }

  private static AnthropicVersion version(ClientRequest request, Target target) {
    String asked = request.apiVersion();
    return asked == null ? AnthropicVersion.of(target) : AnthropicVersion.named(asked);
  }

  private static Header[] own(ClientRequest request, Target target) {
    Header header = new Header("anthropic-version", version(request, target).date());
    String betas = request.betas();
    return betas == null
        ? new Header[] {header}
        : new Header[] {header, new Header("anthropic-beta", betas)};
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new StreamableExchange(
        (status, headers, body) -> read(request, status, SignatureSeal.on(body, target)),
        () -> stream(request, target));
  }

  private static Answer read(ClientRequest request, int status, byte[] body) {
    JsonNode reply = Json.read(body);
    boolean counts = request.endpoint() == Endpoint.COUNT_MESSAGE_TOKENS;
    String expected = counts ? "input_tokens" : "content";
    if (UpstreamErrors.tells(reply, expected)) {
      return UpstreamErrors.read(status, reply);
    }
    if (!reply.has(expected)) {
      return UpstreamErrors.unreadable(status, body);
    }
    return new ClientReply(
        status,
        List.of(Header.JSON),
        body,
        AnthropicUsage.read(reply.path("usage")),
        reply.path("model").stringValue(null),
        finishReason(reply));
  }

  private static @Nullable FinishReason finishReason(JsonNode reply) {
    String reason = reply.path("stop_reason").stringValue(null);
    return reason == null ? null : AnthropicFinish.read(reason);
  }

  private static ResponseStream stream(ClientRequest request, Target target) {
    return FramedStream.ofEvents(
        SignatureSeal.on(
            Unfolding.of(new MessagesPassThrough(), new AnthropicFormat(), request), target));
  }
}
