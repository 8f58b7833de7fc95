package io.tollgate.providers.wire.responses;

import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.AnswerFold;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Media;
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
import io.tollgate.providers.wire.openai.Logprobs;
import io.tollgate.providers.wire.openai.OpenAiErrors;
import io.tollgate.providers.wire.responses.GrowingItem.Kind;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a stream of the Responses API. Its last event repeats the whole answer, which is folded
 * from the same events that were sent.
 */
final class ResponsesStreamEncoder implements StreamEncoder {
  private final ResponseObject objects;
  private final AnswerFold fold = new AnswerFold();
  private final Map<Integer, GrowingItem> tools = new TreeMap<>();
  private final ClientRequest request;
  private @Nullable GrowingItem open;
  private int items;
  private int characters;
  private int sequence;
  private boolean begun;

  /** A call that has ended but is the last item so far: only the end tells if it was cut off. */
  private @Nullable GrowingItem ended;

  private boolean cutOff;

  ResponsesStreamEncoder(ClientRequest request) {
    this.request = request;
    this.objects = new ResponseObject(request);
  }

  @Override
  public void encode(StreamEvent event, SseWriter out) {
    fold.accept(event);
    switch (event) {
      case Started started -> begin(out, started);
      case TextDelta(int choice, String text) -> text(out, choice, Kind.TEXT, text);
      case RefusalDelta(int choice, String text) -> text(out, choice, Kind.REFUSAL, text);
      case ReasoningDelta(int choice, String text) -> text(out, choice, Kind.REASONING, text);
      case ReasoningSigned(int choice, Opaque signature) -> signed(out, choice, signature);
      case ToolCallStarted call -> call(out, call);
      case ToolArgumentsDelta(int choice, int tool, String fragment) ->
          arguments(out, choice, tool, fragment);
      case ToolCallEnded(int choice, int tool) -> callEnds(out, choice, tool);
      case ImageProduced(int choice, Media image) -> image(out, choice, image);
      case Cited(int choice, Citation citation) -> cite(out, choice, citation);
      case Completed ignored -> complete(out);
      case Finished finished ->
          cutOff |= finished.choice() == 0 && ResponseObject.incomplete(finished.reason()) != null;
      case UsageReported ignored -> {}
      case AudioDelta ignored -> {}
      case Scored(int choice, var tokens) -> scored(out, choice, Logprobs.list(tokens));
      case Failed ignored -> {}
    }
  }

  private void begin(SseWriter out, Started started) {
    if (!begun) {
      begun = true;
      for (String type : new String[] {"response.created", "response.in_progress"}) {
        ObjectNode event = event(type);
        event.set("response", objects.begun(started.id(), started.model()));
        send(out, event);
      }
    }
  }

  private ObjectNode event(String type) {
    return Json.object().put("type", type).put("sequence_number", sequence++);
  }

  private static void send(SseWriter out, ObjectNode event) {
    out.event(event.path("type").stringValue(), Json.bytes(event));
  }

  private ObjectNode about(String type, GrowingItem item) {
    return event(type).put("item_id", item.id()).put("output_index", item.index());
  }

  private void text(SseWriter out, int choice, Kind kind, String text) {
    if (choice != 0 || text.isEmpty()) {
      return;
    }
    GrowingItem item = open(out, kind);
    item.append(text);
    ObjectNode delta =
        about(kind.event("delta"), item).put(kind.indexField(), 0).put("delta", text);
    if (kind == Kind.TEXT) {
      characters += text.codePointCount(0, text.length());
      delta.putArray("logprobs");
    }
    send(out, delta);
  }

  /** Of the text that was just said. */
  private void scored(SseWriter out, int choice, ArrayNode tokens) {
    GrowingItem item = open;
    if (choice == 0 && item != null && item.kind() == Kind.TEXT) {
      item.score(tokens);
      ObjectNode delta = about(Kind.TEXT.event("delta"), item).put("content_index", 0);
      send(out, delta.put("delta", "").set("logprobs", tokens));
    }
  }

  private GrowingItem begin(Kind kind) {
    return new GrowingItem(kind, items++, characters, objects);
  }

  private GrowingItem open(SseWriter out, Kind kind) {
    GrowingItem current = open;
    if (current != null && current.kind() == kind) {
      return current;
    }
    closeOpen(out);
    GrowingItem item = begin(kind);
    open = item;
    added(out, item);
    send(
        out,
        about(kind.partEvent("added"), item)
            .put(kind.indexField(), 0)
            .set("part", item.emptyPart()));
    return item;
  }

  private void added(SseWriter out, GrowingItem item) {
    ObjectNode event = event("response.output_item.added").put("output_index", item.index());
    send(out, event.set("item", item.begun()));
  }

  private void closeOpen(SseWriter out) {
    GrowingItem call = ended;
    if (call != null) {
      ended = null;
      close(out, call);
    }
    GrowingItem item = open;
    if (item != null) {
      open = null;
      close(out, item);
    }
  }

  private void close(SseWriter out, GrowingItem item) {
    Kind kind = item.kind();
    ObjectNode done = about(kind.event("done"), item);
    if (kind == Kind.CALL) {
      done.put("name", item.name());
      send(out, done.put("arguments", item.text().isEmpty() ? "{}" : item.text()));
    } else if (!item.withoutPart()) {
      done.put(kind.indexField(), 0).put(kind.textField(), item.text());
      if (kind == Kind.TEXT) {
        done.set("logprobs", item.logprobs());
      }
      send(out, done);
      ObjectNode part = about(kind.partEvent("done"), item).put(kind.indexField(), 0);
      send(out, part.set("part", item.part()));
    }
    done(out, item);
  }

  private void done(SseWriter out, GrowingItem item) {
    ObjectNode event = event("response.output_item.done").put("output_index", item.index());
    send(out, event.set("item", item.done(cutOff && item.index() == items - 1)));
  }

  private void image(SseWriter out, int choice, Media image) {
    if (choice != 0 || !(image instanceof Media.Inline inline)) {
      return;
    }
    closeOpen(out);
    GrowingItem item = begin(Kind.IMAGE);
    item.image(inline);
    added(out, item);
    for (String step : new String[] {"in_progress", "generating", "completed"}) {
      send(out, about(Kind.IMAGE.event(step), item));
    }
    done(out, item);
  }

  private void cite(SseWriter out, int choice, Citation citation) {
    if (choice == 0) {
      GrowingItem item = open(out, Kind.TEXT);
      ObjectNode event = about(Kind.TEXT.event("annotation.added"), item).put("content_index", 0);
      event.put("annotation_index", item.annotations());
      send(out, event.set("annotation", item.annotate(citation)));
    }
  }

  private void signed(SseWriter out, int choice, Opaque signature) {
    if (choice != 0) {
      return;
    }
    GrowingItem item = open;
    if (item == null || item.kind() != Kind.REASONING) {
      closeOpen(out);
      item = begin(Kind.REASONING);
      added(out, item);
    }
    open = null;
    item.sign(signature);
    close(out, item);
  }

  private void call(SseWriter out, ToolCallStarted call) {
    if (call.choice() == 0) {
      closeOpen(out);
      GrowingItem item = begin(Kind.CALL);
      item.call(call);
      tools.put(call.tool(), item);
      added(out, item);
    }
  }

  private void arguments(SseWriter out, int choice, int tool, String fragment) {
    GrowingItem item = choice == 0 ? tools.get(tool) : null;
    if (item != null && !fragment.isEmpty()) {
      item.append(fragment);
      send(out, about(Kind.CALL.event("delta"), item).put("delta", fragment));
    }
  }

  private void callEnds(SseWriter out, int choice, int tool) {
    GrowingItem item = choice == 0 ? tools.remove(tool) : null;
    if (item != null && item.index() == items - 1) {
      ended = item;
    } else if (item != null) {
      close(out, item);
    }
  }

  private void complete(SseWriter out) {
    begin(out, new Started(request.seed(), ""));
    closeOpen(out);
    tools.values().forEach(item -> close(out, item));
    ObjectNode response = objects.finished(fold.answer());
    String status = response.path("status").stringValue();
    ObjectNode event = event("response." + status);
    send(out, event.set("response", response));
  }

  /** Nested and flat at once: some of OpenAI's own clients read one, and some the other. */
  @Override
  public byte[] error(ClientError error) {
    SseWriter out = new SseWriter();
    ObjectNode detail = OpenAiErrors.object(error);
    ObjectNode event = event("error");
    event.set("code", detail.path("code"));
    event.set("message", detail.path("message"));
    event.set("param", detail.path("param"));
    event.set("error", detail);
    send(out, event);
    return out.take();
  }
}
