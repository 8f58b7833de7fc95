package io.tollgate.simulator.vendor.cohere;

import io.tollgate.simulator.answer.Author;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import io.tollgate.simulator.vendor.Vendor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Cohere: chat, embeddings and rerank of the second version. */
public final class Cohere implements Vendor {
  private static final String CHAT = "/v2/chat";
  private static final String EMBED = "/v2/embed";
  private static final String RERANK = "/v2/rerank";

  private final CohereChat chat;

  public Cohere(Author author) {
    this.chat = new CohereChat(author);
  }

  /** Whether the path is one of Cohere's. */
  public static boolean serves(String path) {
    return path.equals(RERANK) || path.equals(CHAT) || path.equals(EMBED);
  }

  @Override
  public String format() {
    return "cohere";
  }

  @Override
  public String model(Call call) {
    return body(call).path("model").asString("");
  }

  @Override
  public Reply reply(Call call, Directives directives) {
    if (call.bearer().isEmpty() || call.bearer().startsWith("invalid")) {
      return CohereErrors.of(401, "invalid api token");
    }
    if (directives.has(Directive.STATUS)) {
      return CohereErrors.of(
          directives.number(Directive.STATUS).orElseThrow(),
          directives.number(Directive.RETRY_AFTER));
    }
    String model = Directives.modelName(model(call));
    try {
      if (model.startsWith("no-such-")) {
        throw CohereErrors.unknownModel(model);
      }
      return switch (call.path()) {
        case CHAT -> chat.reply(model, body(call), directives);
        case EMBED -> CohereEmbeddings.reply(model, body(call));
        default -> CohereRerank.reply(model, body(call));
      };
    } catch (RefusalException refusal) {
      return refusal.reply();
    }
  }

  private static JsonNode body(Call call) {
    try {
      return call.json();
    } catch (JacksonException malformed) {
      return Json.object();
    }
  }

  @Override
  public Frame streamError() {
    return CohereStream.error();
  }
}
