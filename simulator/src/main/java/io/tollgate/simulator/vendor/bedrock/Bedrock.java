package io.tollgate.simulator.vendor.bedrock;

import io.tollgate.simulator.answer.Author;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import io.tollgate.simulator.vendor.Vendor;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Amazon Bedrock: Converse, ConverseStream, CountTokens, InvokeModel for embeddings, Rerank. */
public final class Bedrock implements Vendor {
  /** The one key whose signatures are known. */
  public static final String ACCESS_KEY_ID = "AKIASIMULATED";

  public static final String SECRET_ACCESS_KEY = "simulated/secret+access/key";

  private static final Pattern MODEL =
      Pattern.compile(
          "/model/(?<model>.+)/(?<method>converse|converse-stream|invoke|count-tokens)");
  private static final String RERANK = "/rerank";

  private final BedrockAccess access;
  private final Converse converse;

  public Bedrock(Author author, Clock clock) {
    this.access = new BedrockAccess(clock);
    this.converse = new Converse(author);
  }

  /** Whether the path is one of Bedrock's. */
  public static boolean serves(String path) {
    return path.equals(RERANK) || MODEL.matcher(path).matches();
  }

  @Override
  public String format() {
    return "bedrock";
  }

  @Override
  public String model(Call call) {
    Matcher matcher = MODEL.matcher(call.path());
    return matcher.matches() ? matcher.group("model") : "";
  }

  @Override
  public Reply reply(Call call, Directives directives) {
    try {
      access.check(call);
      if (directives.has(Directive.STATUS)) {
        return BedrockErrors.of(
            directives.number(Directive.STATUS).orElseThrow(),
            directives.number(Directive.RETRY_AFTER));
      }
      return route(call, directives);
    } catch (RefusalException refusal) {
      return refusal.reply();
    }
  }

  private Reply route(Call call, Directives directives) {
    JsonNode body = body(call);
    Matcher matcher = MODEL.matcher(call.path());
    if (!matcher.matches()) {
      return BedrockRanking.reply(body);
    }
    String model = Directives.modelName(matcher.group("model"));
    if (model.startsWith("no-such-")) {
      throw BedrockErrors.invalid("The provided model identifier is invalid.");
    }
    return switch (matcher.group("method")) {
      case "converse" -> converse.whole(model, body, directives);
      case "converse-stream" -> converse.stream(model, body, directives);
      case "count-tokens" -> Converse.count(model, body.path("input").path("converse"));
      default -> BedrockEmbeddings.reply(model, body);
    };
  }

  private static JsonNode body(Call call) {
    try {
      JsonNode body = call.json();
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException malformed) {
      throw BedrockErrors.refusal(400, "SerializationException", "Unexpected token");
    }
    throw BedrockErrors.refusal(400, "SerializationException", "Start of structure expected");
  }

  @Override
  public Frame streamError() {
    return BedrockErrors.streamError();
  }
}
