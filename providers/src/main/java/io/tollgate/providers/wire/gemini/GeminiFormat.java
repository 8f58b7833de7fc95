package io.tollgate.providers.wire.gemini;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.conversation.ClientFormat;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.StreamDecoder;
import io.tollgate.providers.conversation.StreamEncoder;
import io.tollgate.providers.conversation.StreamEvent;
import io.tollgate.providers.conversation.ToolNames;
import io.tollgate.providers.conversation.UpstreamFormat;
import io.tollgate.providers.conversation.WholeAnswer;
import io.tollgate.providers.wire.UpstreamHeaders;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Google's generateContent, on both sides. */
public final class GeminiFormat implements ClientFormat, UpstreamFormat {
  /** More characters than elsewhere, but not at the beginning. */
  private static final ToolNames NAMES =
      new ToolNames(Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}"), 64);

  private static final List<String> GOOGLES =
      List.of(
          "gs://",
          "https://generativelanguage.googleapis.com/",
          "https://www.youtube.com/",
          "https://youtube.com/",
          "https://youtu.be/");

  @Override
  public Conversation decode(ClientRequest request, Notes notes) {
    return GeminiRequestDecoder.decode(request, notes);
  }

  @Override
  public String ownName(String field) {
    return switch (field) {
      case "messages" -> "contents";
      case "n" -> "generationConfig.candidateCount";
      case "temperature", "seed" -> "generationConfig." + field;
      case "top_p" -> "generationConfig.topP";
      case "top_k" -> "generationConfig.topK";
      case "frequency_penalty" -> "generationConfig.frequencyPenalty";
      case "presence_penalty" -> "generationConfig.presencePenalty";
      case "stop" -> "generationConfig.stopSequences";
      case "reasoning_effort" -> "generationConfig.thinkingConfig";
      case "logprobs" -> "generationConfig.responseLogprobs";
      case "top_logprobs" -> "generationConfig.logprobs";
      case "modalities" -> "generationConfig.responseModalities";
      case "tool_choice" -> "toolConfig.functionCallingConfig";
      default ->
          field.startsWith("stop[") ? "generationConfig.stopSequences" + field.substring(4) : field;
    };
  }

  @Override
  public boolean hasPlaceFor(StreamEvent.Extra extra) {
    return true;
  }

  @Override
  public byte[] encode(WholeAnswer answer, ClientRequest request) {
    return GeminiAnswerEncoder.encode(answer, request);
  }

  @Override
  public StreamEncoder stream(ClientRequest request) {
    return new GeminiStreamEncoder(request);
  }

  @Override
  public UpstreamRequest encode(
      Conversation conversation, ClientRequest request, Target target, Notes notes) {
    byte[] body = GeminiRequestEncoder.encode(conversation, target, notes);
    String method = request.stream() ? ":streamGenerateContent?alt=sse" : ":generateContent";
    return new UpstreamRequest(
        GeminiUrls.of(target, method),
        UpstreamHeaders.json(target),
        body,
        notes.dropped(),
        notes.adapted());
  }

  @Override
  public ToolNames toolNames() {
    return NAMES;
  }

  /** Google fetches its own stored files and films of YouTube, and nothing else. */
  @Override
  public boolean needsBytes(Part part, String url, Target target) {
    return GOOGLES.stream().noneMatch(url::startsWith);
  }

  @Override
  public void decode(JsonNode answer, Consumer<StreamEvent> events) {
    GeminiAnswerDecoder.decode(answer, events);
  }

  @Override
  public StreamDecoder stream() {
    return new GeminiAnswerDecoder();
  }
}
