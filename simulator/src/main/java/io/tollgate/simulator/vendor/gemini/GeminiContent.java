package io.tollgate.simulator.vendor.gemini;

import io.tollgate.simulator.answer.Answer;
import io.tollgate.simulator.answer.Author;
import io.tollgate.simulator.answer.Finish;
import io.tollgate.simulator.answer.Question;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.answer.ToolCall;
import io.tollgate.simulator.answer.Words;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Ids;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code :generateContent} and {@code :streamGenerateContent}. */
final class GeminiContent {
  private final Author author;

  GeminiContent(Author author) {
    this.author = author;
  }

  Reply whole(String model, JsonNode body, Directives directives) {
    Answer answer = author.answer(GeminiRequest.question(model, body), directives.wishes());
    Tokens tokens = tokens(model, answer);
    ArrayNode parts = Json.array();
    if (!answer.text().isEmpty()) {
      parts.addObject().put("text", answer.text());
    }
    if (Illustration.of(model, answer)) {
      parts.add(Illustration.part());
    }
    parts.addAll(functionCalls(model, answer.toolCalls()));
    ObjectNode response = response(parts, answer.finish(), model, Ids.next(""));
    if (!directives.has(Directive.NO_USAGE)) {
      response.set("usageMetadata", usage(tokens, Illustration.of(model, answer)));
    }
    return GeminiReplies.billed(response, new Bill("generateContent", model, false, tokens));
  }

  private static Tokens tokens(String model, Answer answer) {
    return Illustration.of(model, answer) ? Illustration.added(answer.tokens()) : answer.tokens();
  }

  Reply stream(String model, JsonNode body, boolean sse, Directives directives) {
    Question question = GeminiRequest.question(model, body);
    Answer answer = author.answer(question, directives.wishes());
    List<Chunk> chunks = chunks(model, answer, !directives.has(Directive.NO_USAGE));
    var bill = new Bill("streamGenerateContent", model, true, tokens(model, answer));
    return sse
        ? Reply.stream(GeminiReplies.headers("text/event-stream"), sse(chunks), bill)
        : Reply.stream(
            GeminiReplies.headers("application/json; charset=UTF-8"), array(chunks), bill);
  }

  private record Chunk(ObjectNode response, int tokens) {}

  private static List<Chunk> chunks(String model, Answer answer, boolean usage) {
    String id = Ids.next("");
    var chunks = new ArrayList<Chunk>();
    int seen = 0;
    int unseen = answer.tokens().reasoning();
    List<String> pieces = answer.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      ArrayNode parts = Json.array();
      parts.addObject().put("text", pieces.get(i));
      int words = Words.count(pieces.get(i));
      seen += words;
      boolean last = i == pieces.size() - 1 && !Illustration.of(model, answer);
      Finish finish = last ? answer.finish() : null;
      ObjectNode response = response(parts, finish, model, id);
      if (usage) {
        response.set("usageMetadata", usage(soFar(answer.tokens(), seen), false));
      }
      chunks.add(new Chunk(response, words + unseen));
      unseen = 0;
    }
    if (pieces.isEmpty()) { // calls come whole; an answer cut off while reasoning has no parts
      ArrayNode parts = functionCalls(model, answer.toolCalls());
      ObjectNode response = response(parts, answer.finish(), model, id);
      if (usage) {
        response.set("usageMetadata", usage(answer.tokens(), false));
      }
      chunks.add(new Chunk(response, answer.tokens().output()));
    }
    if (Illustration.of(model, answer)) {
      ObjectNode response =
          response(Json.array().add(Illustration.part()), answer.finish(), model, id);
      if (usage) {
        response.set("usageMetadata", usage(tokens(model, answer), true));
      }
      chunks.add(new Chunk(response, Illustration.TOKENS));
    }
    return chunks;
  }

  /** Usage is cumulative: each chunk reports what was generated until then. */
  private static Tokens soFar(Tokens all, int seen) {
    return new Tokens(
        all.input(), all.cacheRead(), all.cacheWrite(), all.reasoning() + seen, all.reasoning());
  }

  private static List<Frame> sse(List<Chunk> chunks) {
    return chunks.stream()
        .map(chunk -> Frame.of("data: " + chunk.response() + "\r\n\r\n", chunk.tokens()))
        .toList();
  }

  private static List<Frame> array(List<Chunk> chunks) {
    var frames = new ArrayList<Frame>();
    for (Chunk chunk : chunks) {
      String separator = frames.isEmpty() ? "[" : "\n,\r\n";
      frames.add(Frame.of(separator + Json.pretty(chunk.response()), chunk.tokens()));
    }
    frames.add(Frame.of("\n]"));
    return frames;
  }

  /** Models of the second generation give calls neither ids nor thought signatures. */
  private static ArrayNode functionCalls(String model, List<ToolCall> calls) {
    boolean identified = !model.startsWith("gemini-2");
    ArrayNode parts = Json.array();
    for (ToolCall call : calls) {
      ObjectNode part = Json.object();
      ObjectNode functionCall = part.putObject("functionCall");
      if (identified) {
        functionCall.put("id", Ids.next(""));
      }
      functionCall.put("name", call.name()).set("args", call.arguments());
      if (identified && parts.isEmpty()) {
        part.put(
            "thoughtSignature", Ids.next("sign")); // 28 characters: clients decode it as base64
      }
      parts.add(part);
    }
    return parts;
  }

  private static ObjectNode response(
      ArrayNode parts, @Nullable Finish finish, String model, String id) {
    ObjectNode response = Json.object();
    ObjectNode candidate = response.putArray("candidates").addObject();
    ObjectNode content = candidate.putObject("content");
    if (!parts.isEmpty()) {
      content.set("parts", parts);
    }
    content.put("role", "model");
    if (finish != null) {
      candidate.put("finishReason", finish == Finish.LENGTH ? "MAX_TOKENS" : "STOP");
    }
    candidate.put("index", 0);
    return response.put("modelVersion", model).put("responseId", id);
  }

  private static ObjectNode usage(Tokens tokens, boolean illustrated) {
    ObjectNode usage = Json.object().put("promptTokenCount", tokens.input());
    if (tokens.visibleOutput() > 0) {
      usage.put("candidatesTokenCount", tokens.visibleOutput());
    }
    usage.put("totalTokenCount", tokens.input() + tokens.output());
    if (tokens.cacheRead() > 0) {
      usage.put("cachedContentTokenCount", tokens.cacheRead());
    }
    usage.set("promptTokensDetails", textTokens(tokens.input()));
    if (illustrated) {
      ObjectNode picture = usage.putArray("candidatesTokensDetails").addObject();
      picture.put("modality", "IMAGE").put("tokenCount", Illustration.TOKENS);
    }
    if (tokens.reasoning() > 0) {
      usage.put("thoughtsTokenCount", tokens.reasoning());
    }
    return usage;
  }

  static ArrayNode textTokens(int tokens) {
    ArrayNode details = Json.array();
    details.addObject().put("modality", "TEXT").put("tokenCount", tokens);
    return details;
  }
}
