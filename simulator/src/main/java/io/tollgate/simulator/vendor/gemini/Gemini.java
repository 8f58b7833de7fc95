package io.tollgate.simulator.vendor.gemini;

import io.tollgate.simulator.answer.Author;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import io.tollgate.simulator.vendor.Vendor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google Gemini under {@code /v1} and {@code /v1beta}: content, token counts, embeddings, models.
 */
public final class Gemini implements Vendor {
  private static final Pattern METHOD =
      Pattern.compile("/(?<version>v1|v1beta)/models/(?<model>.+):(?<method>[a-zA-Z]+)");
  private static final Pattern MODELS =
      Pattern.compile("/(?<version>v1|v1beta)/models(?:/(?<model>[^:]+))?");

  private final GeminiContent content;
  private final GeminiEmbeddings embeddings = new GeminiEmbeddings();

  public Gemini(Author author) {
    this.content = new GeminiContent(author);
  }

  /** Whether the path is one of Gemini's methods, whoever else shares its prefix. */
  public static boolean serves(String path) {
    return METHOD.matcher(path).matches() || path.startsWith("/v1beta/");
  }

  @Override
  public String format() {
    return "gemini";
  }

  @Override
  public String model(Call call) {
    Matcher matcher = METHOD.matcher(call.path());
    return matcher.matches() ? matcher.group("model") : "";
  }

  @Override
  public Reply reply(Call call, Directives directives) {
    try {
      checkKey(call);
      if (directives.has(Directive.STATUS)) {
        return GeminiErrors.of(
            directives.number(Directive.STATUS).orElseThrow(),
            directives.number(Directive.RETRY_AFTER));
      }
      return route(call, directives);
    } catch (RefusalException refusal) {
      return refusal.reply();
    }
  }

  private static void checkKey(Call call) {
    String header = call.header("x-goog-api-key");
    String key = header != null ? header : call.query().getOrDefault("key", "");
    if (key.isEmpty()) {
      throw GeminiErrors.missingKey();
    }
    if (key.startsWith("invalid")) {
      throw GeminiErrors.wrongKey();
    }
  }

  private Reply route(Call call, Directives directives) {
    Matcher models = MODELS.matcher(call.path());
    if (call.method().equals("GET") && models.matches()) {
      return GeminiModels.reply(models.group("model"));
    }
    Matcher matcher = METHOD.matcher(call.path());
    if (!call.method().equals("POST") || !matcher.matches()) {
      throw GeminiErrors.notFound("");
    }
    String method = matcher.group("method");
    String model = Directives.modelName(matcher.group("model"));
    if (model.startsWith("no-such-")) {
      throw GeminiErrors.unknownModel(model, matcher.group("version"), method);
    }
    JsonNode body = body(call);
    return switch (method) {
      case "generateContent" -> content.whole(model, body, directives);
      case "streamGenerateContent" ->
          content.stream(model, body, "sse".equals(call.query().get("alt")), directives);
      case "countTokens" -> countTokens(model, body);
      case "embedContent" -> embeddings.one(model, body);
      case "batchEmbedContents" -> embeddings.batch(model, body);
      default -> throw GeminiErrors.notFound(method);
    };
  }

  private static Reply countTokens(String model, JsonNode body) {
    JsonNode content =
        body.has("generateContentRequest") ? body.path("generateContentRequest") : body;
    int tokens =
        GeminiRequest.question(model, ((ObjectNode) content).without("model")).inputTokens();
    ObjectNode count = Json.object().put("totalTokens", tokens);
    count.set("promptTokensDetails", GeminiContent.textTokens(tokens));
    return GeminiReplies.free(count);
  }

  private static JsonNode body(Call call) {
    try {
      JsonNode body = call.json();
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException malformed) {
      throw GeminiErrors.invalid(
          "Invalid JSON payload received. " + malformed.getOriginalMessage());
    }
    throw GeminiErrors.invalid("Invalid JSON payload received. Root must be an object.");
  }

  @Override
  public Frame streamError() {
    return GeminiErrors.streamError();
  }
}
