package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.StreamEncoder;
import io.tollgate.providers.conversation.StreamEvent;
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
import io.tollgate.providers.conversation.TokenScore;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a stream of legacy completions, which know nothing but text. */
final class CompletionsStreamEncoder implements StreamEncoder {
  private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

  private final ClientRequest request;

  /** Where the next token begins, by choice. */
  private final Map<Integer, Integer> offsets = new HashMap<>();

  private String id;
  private String model;
  private @Nullable Usage usage;

  CompletionsStreamEncoder(ClientRequest request) {
    this.request = request;
    this.id = AnswerId.COMPLETION + request.seed();
    this.model = request.model();
  }

  @Override
  public void encode(StreamEvent event, SseWriter out) {
    switch (event) {
      case Started started -> {
        id = AnswerId.of(started.id(), AnswerId.COMPLETION, request);
        model = started.model().isEmpty() ? model : started.model();
      }
      case TextDelta(int choice, String text) ->
          send(out, CompletionsFormat.unfinished(choice, text));
      case Finished finished ->
          send(out, CompletionsFormat.choice(finished.choice(), "", finished.reason()));
      case UsageReported(Usage reported) -> usage = reported;
      case Completed ignored -> complete(out);
      case RefusalDelta(int choice, String text) ->
          send(out, CompletionsFormat.unfinished(choice, text));
      case ReasoningDelta ignored -> {}
      case ReasoningSigned ignored -> {}
      case ToolCallStarted ignored -> {}
      case ToolArgumentsDelta ignored -> {}
      case ToolCallEnded ignored -> {}
      case ImageProduced ignored -> {}
      case AudioDelta ignored -> {}
      case Scored(int choice, var tokens) -> scored(out, choice, tokens);
      case Cited ignored -> {}
      case Failed ignored -> {}
    }
  }

  private void scored(SseWriter out, int choice, List<TokenScore> tokens) {
    int offset = offsets.getOrDefault(choice, 0);
    offsets.put(choice, offset + CompletionLogprobs.length(tokens));
    ObjectNode node = CompletionsFormat.unfinished(choice, "");
    send(out, node.set("logprobs", CompletionLogprobs.write(tokens, offset)));
  }

  private void send(SseWriter out, ObjectNode choice) {
    ObjectNode chunk = CompletionsFormat.completion(request, id, model);
    ((ArrayNode) chunk.path("choices")).add(choice);
    if (request.usageAsked()) {
      chunk.putNull("usage");
    }
    out.data(Json.bytes(chunk));
  }

  private void complete(SseWriter out) {
    if (request.usageAsked() && usage != null) {
      ObjectNode chunk = CompletionsFormat.completion(request, id, model);
      out.data(Json.bytes(chunk.set("usage", OpenAiUsage.write(usage))));
    }
    out.data(DONE);
  }

  @Override
  public byte[] error(ClientError error) {
    return OpenAiErrors.frame(error);
  }
}
