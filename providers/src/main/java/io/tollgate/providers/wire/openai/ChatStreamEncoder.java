package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FinishReason;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a stream of chat completion chunks. */
final class ChatStreamEncoder implements StreamEncoder {
  private static final byte[] DONE = "[DONE]".getBytes(UTF_8);

  private final ClientRequest request;
  private final boolean legacy;
  private final Set<Integer> begun = new HashSet<>();
  private final Set<Integer> withArguments = new HashSet<>();
  private final Map<Integer, StringBuilder> thoughts = new HashMap<>();
  private String head = "";
  private int images;
  private @Nullable Usage usage;

  ChatStreamEncoder(ClientRequest request) {
    this.request = request;
    this.legacy = LegacyFunctions.asked(request);
    head(new Started(request.seed(), ""));
  }

  private void head(Started started) {
    String model = started.model().isEmpty() ? request.model() : started.model();
    head =
        "{\"id\":"
            + quoted(AnswerId.of(started.id(), AnswerId.CHAT, request))
            + ",\"object\":\"chat.completion.chunk\",\"created\":"
            + request.received().getEpochSecond()
            + ",\"model\":"
            + quoted(model);
  }

  @Override
  public void encode(StreamEvent event, SseWriter out) {
    switch (event) {
      case Started started -> head(started);
      case TextDelta(int choice, String text) -> text(out, choice, "content", text);
      case RefusalDelta(int choice, String text) -> text(out, choice, "refusal", text);
      case ReasoningDelta(int choice, String text) -> {
        thoughts.computeIfAbsent(choice, c -> new StringBuilder()).append(text);
        text(out, choice, "reasoning_content", text);
      }
      case ReasoningSigned(int choice, Opaque signature) -> signed(out, choice, signature);
      case ToolCallStarted call -> call(out, call);
      case ToolArgumentsDelta(int choice, int tool, String fragment) ->
          arguments(out, choice, tool, fragment);
      case ToolCallEnded(int choice, int tool) -> {
        if (!withArguments.contains(slot(choice, tool))) {
          // A client parses what it gathered, and nothing is no JSON.
          arguments(out, choice, tool, "{}");
        }
      }
      case ImageProduced(int choice, Media media) ->
          extra(out, choice, "images", Json.array().add(AnswerExtras.image(images++, media)));
      case AudioDelta(int choice, Media.Inline piece) ->
          extra(out, choice, "audio", AnswerExtras.piece(piece, request));
      case Cited(int choice, Citation citation) ->
          extra(out, choice, "annotations", Json.array().add(AnswerExtras.annotation(citation)));
      case Scored(int choice, var tokens) -> {
        begin(out, choice, "\"\"");
        chunk(out, choice, "{}", Json.text(Logprobs.write(tokens)), "null");
      }
      case Finished(int choice, FinishReason reason, var ignored) -> {
        begin(out, choice, "\"\"");
        chunk(out, choice, "{}", quoted(LegacyFunctions.finish(reason, legacy)));
      }
      case UsageReported(Usage reported) -> usage = reported;
      case Completed ignored -> complete(out);
      case Failed ignored -> {}
    }
  }

  private static int slot(int choice, int tool) {
    return choice * 100_000 + tool;
  }

  private static String quoted(String text) {
    return new String(Json.quoted(text), UTF_8);
  }

  private void text(SseWriter out, int choice, String field, String text) {
    if (!text.isEmpty()) {
      begin(out, choice, field.equals("content") ? "\"\"" : "null");
      chunk(out, choice, "{\"" + field + "\":" + quoted(text) + "}", "null");
    }
  }

  private void extra(SseWriter out, int choice, String field, JsonNode value) {
    begin(out, choice, "null");
    chunk(out, choice, Json.text(Json.object().set(field, value)), "null");
  }

  /** Content is a text only where it begins with one: with calls alone it must stay null. */
  private void begin(SseWriter out, int choice, String content) {
    if (begun.add(choice)) {
      String delta = "{\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null}";
      chunk(out, choice, delta, "null");
    }
  }

  private void signed(SseWriter out, int choice, Opaque signature) {
    StringBuilder text = thoughts.remove(choice);
    ObjectNode delta = Json.object();
    delta
        .putArray("reasoning_details")
        .add(ReasoningDetails.item(text == null ? "" : text.toString(), signature));
    begin(out, choice, "null");
    chunk(out, choice, Json.text(delta), "null");
  }

  private void call(SseWriter out, ToolCallStarted call) {
    begin(out, call.choice(), "null");
    if (legacy) {
      functionCall(out, call.choice(), call.tool(), "\"name\":" + quoted(call.name()), "");
      return;
    }
    String id = Opaque.intoId(call.id(), call.signature());
    String delta =
        "{\"tool_calls\":[{\"index\":"
            + call.tool()
            + ",\"id\":"
            + quoted(id)
            + ",\"type\":\"function\",\"function\":{\"name\":"
            + quoted(call.name())
            + ",\"arguments\":\"\"}}]}";
    chunk(out, call.choice(), delta, "null");
  }

  private void arguments(SseWriter out, int choice, int tool, String fragment) {
    if (fragment.isEmpty()) {
      return;
    }
    withArguments.add(slot(choice, tool));
    if (legacy) {
      functionCall(out, choice, tool, "", fragment);
      return;
    }
    String delta =
        "{\"tool_calls\":[{\"index\":"
            + tool
            + ",\"function\":{\"arguments\":"
            + quoted(fragment)
            + "}}]}";
    chunk(out, choice, delta, "null");
  }

  /** There is room for one call: more were not asked for. */
  private void functionCall(SseWriter out, int choice, int tool, String name, String fragment) {
    if (tool == 0) {
      String fields = name.isEmpty() ? "" : name + ",";
      String delta = "{\"function_call\":{" + fields + "\"arguments\":" + quoted(fragment) + "}}";
      chunk(out, choice, delta, "null");
    }
  }

  private void chunk(SseWriter out, int choice, String delta, String reason) {
    chunk(out, choice, delta, "null", reason);
  }

  private void chunk(SseWriter out, int choice, String delta, String scores, String reason) {
    String json =
        head
            + ",\"choices\":[{\"index\":"
            + choice
            + ",\"delta\":"
            + delta
            + ",\"logprobs\":"
            + scores
            + ",\"finish_reason\":"
            + reason
            + "}]"
            + (request.usageAsked() ? ",\"usage\":null}" : "}");
    out.data(json.getBytes(UTF_8));
  }

  /** Usage comes in a chunk of its own: some SDKs fail when a chunk has both it and a choice. */
  private void complete(SseWriter out) {
    if (request.usageAsked() && usage != null) {
      String json = head + ",\"choices\":[],\"usage\":" + Json.text(OpenAiUsage.write(usage)) + "}";
      out.data(json.getBytes(UTF_8));
    }
    out.data(DONE);
  }

  @Override
  public byte[] error(ClientError error) {
    return OpenAiErrors.frame(error);
  }
}
