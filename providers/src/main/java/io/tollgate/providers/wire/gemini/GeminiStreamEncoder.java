package io.tollgate.providers.wire.gemini;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
import io.tollgate.providers.conversation.Citation;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Part;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a stream of generateContent; calls go out whole, as they do there. */
final class GeminiStreamEncoder implements StreamEncoder {
  /** A call whose arguments are still coming. */
  private record Growing(ToolCallStarted call, StringBuilder arguments) {}

  private record Slot(int choice, int tool) implements Comparable<Slot> {
    @Override
    public int compareTo(Slot other) {
      int byChoice = Integer.compare(choice, other.choice);
      return byChoice == 0 ? Integer.compare(tool, other.tool) : byChoice;
    }
  }

  private final ClientRequest request;
  private final GeminiStreamWriter writer;
  private final Map<Slot, Growing> calls = new TreeMap<>();
  private final Map<Integer, FinishReason> finished = new TreeMap<>();
  private final Map<Integer, GroundingWriter> groundings = new TreeMap<>();
  private String id;
  private String model;
  private @Nullable Usage usage;

  GeminiStreamEncoder(ClientRequest request) {
    this.request = request;
    this.writer = new GeminiStreamWriter(request.eventStream());
    this.id = request.seed();
    this.model = request.model();
  }

  @Override
  public void encode(StreamEvent event, SseWriter out) {
    switch (event) {
      case Started started -> {
        id = started.id();
        model = started.model().isEmpty() ? request.model() : started.model();
      }
      case TextDelta(int choice, String text) -> {
        grounding(choice).text(text);
        part(out, choice, GeminiAnswerEncoder.text(text));
      }
      case RefusalDelta(int choice, String text) ->
          part(out, choice, GeminiAnswerEncoder.text(text));
      case ReasoningDelta(int choice, String text) ->
          part(out, choice, GeminiAnswerEncoder.thought(text));
      case ReasoningSigned(int choice, Opaque signature) ->
          part(out, choice, GeminiAnswerEncoder.signature(signature));
      case ToolCallStarted call ->
          calls.put(new Slot(call.choice(), call.tool()), new Growing(call, new StringBuilder()));
      case ToolArgumentsDelta(int choice, int tool, String fragment) -> {
        Growing call = calls.get(new Slot(choice, tool));
        if (call != null) {
          call.arguments().append(fragment);
        }
      }
      case ToolCallEnded(int choice, int tool) -> call(out, calls.remove(new Slot(choice, tool)));
      case ImageProduced(int choice, Media image) ->
          part(out, choice, GeminiContentWriter.media(image, "image/png"));
      case AudioDelta(int choice, Media.Inline piece) ->
          part(out, choice, GeminiContentWriter.media(piece, ""));
      case Scored(int choice, var tokens) ->
          candidate(out, choice, GeminiAnswerEncoder.text(""), LogprobsResult.write(tokens));
      case Cited(int choice, Citation citation) -> grounding(choice).cited(citation);
      case Finished finish -> finished.put(finish.choice(), finish.reason());
      case UsageReported(Usage reported) -> usage = reported;
      case Completed ignored -> complete(out);
      case Failed ignored -> {}
    }
  }

  private GroundingWriter grounding(int choice) {
    return groundings.computeIfAbsent(choice, c -> new GroundingWriter());
  }

  private void part(SseWriter out, int choice, ObjectNode part) {
    candidate(out, choice, part, null);
  }

  private void candidate(SseWriter out, int choice, ObjectNode part, @Nullable ObjectNode scores) {
    ObjectNode chunk = chunk();
    ObjectNode candidate = ((ArrayNode) chunk.path("candidates")).addObject();
    ObjectNode content = candidate.putObject("content");
    content.putArray("parts").add(part);
    content.put("role", "model");
    candidate.put("index", choice);
    if (scores != null) {
      candidate.set("logprobsResult", scores);
    }
    send(out, chunk);
  }

  private ObjectNode chunk() {
    ObjectNode chunk = Json.object();
    chunk.putArray("candidates");
    return chunk;
  }

  private void send(SseWriter out, ObjectNode chunk) {
    chunk.put("modelVersion", model);
    chunk.put("responseId", id);
    writer.chunk(out, Json.bytes(chunk));
  }

  private void call(SseWriter out, @Nullable Growing growing) {
    if (growing != null) {
      ToolCallStarted call = growing.call();
      Part.ToolCall whole =
          new Part.ToolCall(
              call.id(), call.name(), growing.arguments().toString(), call.signature());
      part(out, call.choice(), GeminiAnswerEncoder.call(whole));
    }
  }

  private void complete(SseWriter out) {
    calls.values().forEach(call -> call(out, call));
    ObjectNode chunk = chunk();
    ArrayNode candidates = (ArrayNode) chunk.path("candidates");
    finished.forEach((choice, reason) -> {
      ObjectNode candidate = candidates.addObject();
      ObjectNode content = candidate.putObject("content");
      content.putArray("parts").add(GeminiAnswerEncoder.text(""));
      content.put("role", "model");
      candidate.put("finishReason", GeminiAnswerEncoder.finishReason(reason));
      candidate.put("index", choice);
      grounding(choice).write(candidate);
    });
    if (usage != null) {
      chunk.set("usageMetadata", GeminiUsage.write(usage));
    }
    send(out, chunk);
    writer.end(out);
  }

  @Override
  public byte[] error(ClientError error) {
    return writer.error(Json.bytes(GeminiErrors.object(error)));
  }
}
