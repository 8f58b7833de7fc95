package io.tollgate.providers.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Opaque;
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
import io.tollgate.providers.json.Json;
import io.tollgate.providers.sse.SseWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a stream of the Messages API. Text and thoughts are blocks that close when something else
 * begins; tools stay open until they end, since fragments of parallel calls may interleave.
 */
final class AnthropicStreamEncoder implements StreamEncoder {
  private enum Open {
    NOTHING,
    TEXT,
    /** A text whose source has been named: what follows does not come from there. */
    CITED,
    THINKING
  }

  private final ClientRequest request;
  private final Map<Integer, Integer> toolBlocks = new TreeMap<>();
  private Open open = Open.NOTHING;
  private int nextBlock;
  private boolean started;
  private boolean refused;
  private Usage usage = Usage.NONE;
  private FinishReason reason = FinishReason.OTHER;
  private @Nullable String stopSequence;

  AnthropicStreamEncoder(ClientRequest request) {
    this.request = request;
  }

  @Override
  public void encode(StreamEvent event, SseWriter out) {
    switch (event) {
      case Started begin -> start(out, begin);
      case TextDelta(int choice, String text) -> text(out, choice, text);
      case RefusalDelta(int choice, String text) -> {
        refused = true;
        text(out, choice, text);
      }
      case ReasoningDelta(int choice, String text) -> thought(out, choice, text);
      case ReasoningSigned(int choice, Opaque signature) -> signed(out, choice, signature);
      case ToolCallStarted call -> call(out, call);
      case ToolArgumentsDelta(int choice, int tool, String fragment) ->
          arguments(out, choice, tool, fragment);
      case ToolCallEnded(int choice, int tool) -> callEnds(out, choice, tool);
      case Cited(int choice, Citation citation) -> cite(out, choice, citation);
      case Finished finished -> finish(finished);
      case UsageReported(Usage reported) -> usage = reported;
      case Completed ignored -> complete(out);
      case ImageProduced ignored -> {}
      case AudioDelta ignored -> {}
      case Scored ignored -> {}
      case Failed ignored -> {}
    }
  }

  private void start(SseWriter out, Started begin) {
    if (started) {
      return;
    }
    started = true;
    ObjectNode message = AnthropicAnswerEncoder.message(begin.id(), begin.model(), request);
    // The real count is only known at the end, and stands in message_delta.
    message.set("usage", AnthropicUsage.write(usage));
    send(out, event("message_start").set("message", message));
  }

  private static ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  private static void send(SseWriter out, ObjectNode event) {
    out.event(event.path("type").stringValue(), Json.bytes(event));
  }

  private void text(SseWriter out, int choice, String text) {
    if (choice == 0 && !text.isEmpty()) {
      open(out, Open.TEXT);
      delta(out, nextBlock - 1, "text_delta", "text", text);
    }
  }

  private void cite(SseWriter out, int choice, Citation citation) {
    if (choice == 0) {
      if (open != Open.CITED) {
        open(out, Open.TEXT);
      }
      open = Open.CITED;
      ObjectNode event = event("content_block_delta").put("index", nextBlock - 1);
      ObjectNode delta = event.putObject("delta").put("type", "citations_delta");
      delta.set("citation", AnthropicCitations.write(citation));
      send(out, event);
    }
  }

  private void thought(SseWriter out, int choice, String text) {
    if (choice == 0 && !text.isEmpty()) {
      open(out, Open.THINKING);
      delta(out, nextBlock - 1, "thinking_delta", "thinking", text);
    }
  }

  private void open(SseWriter out, Open wanted) {
    if (open == wanted) {
      return;
    }
    close(out);
    ObjectNode block = event(wanted == Open.TEXT ? "text" : "thinking");
    if (wanted == Open.TEXT) {
      block.put("text", "");
    } else {
      block.put("thinking", "").put("signature", "");
    }
    open = wanted;
    blockStart(out, block);
  }

  private void blockStart(SseWriter out, ObjectNode block) {
    ObjectNode event = event("content_block_start").put("index", nextBlock++);
    send(out, event.set("content_block", block));
  }

  private void close(SseWriter out) {
    if (open == Open.THINKING) {
      delta(out, nextBlock - 1, "signature_delta", "signature", AnthropicContent.unsigned());
    }
    closeAsItIs(out);
  }

  private void closeAsItIs(SseWriter out) {
    if (open != Open.NOTHING) {
      open = Open.NOTHING;
      send(out, event("content_block_stop").put("index", nextBlock - 1));
    }
  }

  /** The bulk of a stream: built without a tree. */
  private static void delta(SseWriter out, int block, String type, String field, String text) {
    String json =
        "{\"type\":\"content_block_delta\",\"index\":"
            + block
            + ",\"delta\":{\"type\":\""
            + type
            + "\",\""
            + field
            + "\":"
            + new String(Json.quoted(text), UTF_8)
            + "}}";
    out.event("content_block_delta", json.getBytes(UTF_8));
  }

  private void signed(SseWriter out, int choice, Opaque signature) {
    if (choice != 0) {
      return;
    }
    if (signature.redacted()) {
      close(out);
      blockStart(out, AnthropicAnswerEncoder.redacted(signature));
      send(out, event("content_block_stop").put("index", nextBlock - 1));
      return;
    }
    open(out, Open.THINKING);
    delta(
        out,
        nextBlock - 1,
        "signature_delta",
        "signature",
        AnthropicAnswerEncoder.signature(signature));
    closeAsItIs(out);
  }

  private void call(SseWriter out, ToolCallStarted call) {
    if (call.choice() == 0) {
      close(out);
      toolBlocks.put(call.tool(), nextBlock);
      blockStart(out, AnthropicAnswerEncoder.toolUse(call.id(), call.name(), call.signature()));
    }
  }

  private void arguments(SseWriter out, int choice, int tool, String fragment) {
    Integer block = choice == 0 ? toolBlocks.get(tool) : null;
    if (block != null && !fragment.isEmpty()) {
      delta(out, block, "input_json_delta", "partial_json", fragment);
    }
  }

  private void callEnds(SseWriter out, int choice, int tool) {
    Integer block = choice == 0 ? toolBlocks.remove(tool) : null;
    if (block != null) {
      send(out, event("content_block_stop").put("index", block));
    }
  }

  private void finish(Finished finished) {
    if (finished.choice() == 0) {
      reason = finished.reason();
      stopSequence = finished.stopSequence();
    }
  }

  private void complete(SseWriter out) {
    start(out, new Started(request.seed(), ""));
    close(out);
    toolBlocks.values().forEach(b -> send(out, event("content_block_stop").put("index", b)));
    ObjectNode end = event("message_delta");
    ObjectNode delta = end.putObject("delta");
    delta.put("stop_reason", AnthropicAnswerEncoder.stopReason(reason, refused));
    delta.put("stop_sequence", stopSequence);
    send(out, end.set("usage", AnthropicUsage.write(usage)));
    send(out, event("message_stop"));
  }

  @Override
  public byte[] heartbeat() {
    return AnthropicPing.frame();
  }

  @Override
  public byte[] error(ClientError error) {
    return AnthropicErrors.frame(error);
  }
}
