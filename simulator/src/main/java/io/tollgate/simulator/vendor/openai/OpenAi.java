package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.answer.Author;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import io.tollgate.simulator.vendor.Vendor;
import java.time.Clock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** OpenAI: chat completions, completions, responses, embeddings, images and models. */
public final class OpenAi implements Vendor {
  private final OpenAiChat chat;
  private final OpenAiCompletions completions;
  private final OpenAiResponses responses;
  private final OpenAiImages images;
  private final OpenAiEmbeddings embeddings = new OpenAiEmbeddings();
  private final OpenAiModels models = new OpenAiModels();

  public OpenAi(Author author, Clock clock) {
    this.chat = new OpenAiChat(author, clock);
    this.completions = new OpenAiCompletions(author, clock);
    this.images = new OpenAiImages(clock);
    this.responses = new OpenAiResponses(author, clock);
  }

  @Override
  public String format() {
    return "openai";
  }

  @Override
  public String model(Call call) {
    if (OpenAiForm.isForm(call)) {
      return OpenAiForm.of(call).fields().path("model").asString("");
    }
    try {
      return call.json().path("model").asString("");
    } catch (JacksonException malformed) {
      return ""; // refused as malformed later, after the key has been checked
    }
  }

  @Override
  public Reply reply(Call call, Directives directives) {
    try {
      checkKey(call);
      if (directives.has(Directive.STATUS)) {
        return OpenAiErrors.of(
            directives.number(Directive.STATUS).orElseThrow(),
            directives.number(Directive.RETRY_AFTER),
            Directives.modelName(model(call)));
      }
      return route(call, directives);
    } catch (RefusalException refusal) {
      return refusal.reply();
    }
  }

  private Reply route(Call call, Directives directives) {
    if (call.method().equals("GET") && call.path().startsWith("/v1/models")) {
      return models.reply(call);
    }
    if (!call.method().equals("POST")) {
      throw OpenAiErrors.unknownUrl(call);
    }
    return switch (call.path()) {
      case "/v1/chat/completions" -> chat.reply(body(call), directives);
      case "/v1/completions" -> completions.reply(body(call), directives);
      case "/v1/images/generations" ->
          images.reply("images.generations", body(call), 0, directives);
      case "/v1/images/edits" -> edit(call, directives);
      case "/v1/responses" -> responses.reply(body(call), directives);
      case "/v1/responses/input_tokens" -> OpenAiResponses.count(body(call));
      case "/v1/embeddings" -> embeddings.reply(body(call), directives);
      default -> throw OpenAiErrors.unknownUrl(call);
    };
  }

  /** Pictures come as files, or by address in JSON. */
  private Reply edit(Call call, Directives directives) {
    if (OpenAiForm.isForm(call)) {
      OpenAiForm form = OpenAiForm.of(call);
      return images.reply("images.edits", form.fields(), form.files(), directives);
    }
    JsonNode body = body(call);
    return images.reply("images.edits", body, body.path("images").size(), directives);
  }

  private static void checkKey(Call call) {
    if (call.bearer().isEmpty()) {
      throw OpenAiErrors.missingKey();
    }
    if (call.bearer().startsWith("invalid")) {
      throw OpenAiErrors.wrongKey(call.bearer());
    }
  }

  private static JsonNode body(Call call) {
    JsonNode body;
    try {
      body = call.json();
    } catch (JacksonException malformed) {
      throw OpenAiErrors.malformedJson();
    }
    if (!body.isObject()) {
      throw OpenAiErrors.malformedJson();
    }
    return body;
  }

  @Override
  public Frame streamError() {
    return OpenAiErrors.streamError();
  }
}
