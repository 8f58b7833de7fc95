package io.tollgate.simulator.vendor.anthropic;

import io.tollgate.simulator.answer.Author;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.RefusalException;
import io.tollgate.simulator.vendor.Reply;
import io.tollgate.simulator.vendor.Vendor;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Anthropic: messages, token counts and models, in both API versions. */
public final class Anthropic implements Vendor {
  /** The version since which sampling settings are refused. */
  static final String WITHOUT_SAMPLING = "2026-10-21";

  private static final Set<String> VERSIONS = Set.of("2023-06-01", WITHOUT_SAMPLING);

  private final AnthropicMessages messages;

  public Anthropic(Author author) {
    this.messages = new AnthropicMessages(author);
  }

  @Override
  public String format() {
    return "anthropic";
  }

  @Override
  public String model(Call call) {
    try {
      return call.json().path("model").asString("");
    } catch (JacksonException malformed) {
      return ""; // refused as malformed later, after the key has been checked
    }
  }

  @Override
  public Reply reply(Call call, Directives directives) {
    try {
      String version = checkHeaders(call);
      if (directives.has(Directive.STATUS)) {
        return AnthropicErrors.of(
            directives.number(Directive.STATUS).orElseThrow(),
            directives.number(Directive.RETRY_AFTER));
      }
      return route(call, version, directives);
    } catch (RefusalException refusal) {
      return refusal.reply();
    }
  }

  private Reply route(Call call, String version, Directives directives) {
    if (call.method().equals("GET") && call.path().startsWith("/v1/models")) {
      return AnthropicModels.reply(call);
    }
    if (!call.method().equals("POST")) {
      throw AnthropicErrors.notFound("Not found");
    }
    return switch (call.path()) {
      case "/v1/messages" -> messages.reply(body(call), version, directives);
      case "/v1/messages/count_tokens" -> countTokens(body(call), version);
      default -> throw AnthropicErrors.notFound("Not found");
    };
  }

  private static Reply countTokens(JsonNode body, String version) {
    int tokens = AnthropicRequest.questionToCount(body, version).inputTokens();
    return Reply.free(
        200, AnthropicHeaders.json(), Json.bytes(Json.object().put("input_tokens", tokens)));
  }

  private static String checkHeaders(Call call) {
    String key = call.header("x-api-key");
    if (key == null) {
      key = call.bearer();
    }
    if (key.isEmpty()) {
      throw AnthropicErrors.unauthorized("x-api-key header is required");
    }
    if (key.startsWith("invalid")) {
      throw AnthropicErrors.unauthorized("invalid x-api-key");
    }
    @Nullable String version = call.header("anthropic-version");
    if (version == null) {
      throw AnthropicErrors.invalid("anthropic-version: header is required");
    }
    if (!VERSIONS.contains(version)) {
      throw AnthropicErrors.invalid(
          "anthropic-version: \"%s\" is not a valid version".formatted(version));
    }
    return version;
  }

  private static JsonNode body(Call call) {
    try {
      JsonNode body = call.json();
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException malformed) {
      throw AnthropicErrors.invalid(
          "The request body is not valid JSON: " + malformed.getOriginalMessage());
    }
    throw AnthropicErrors.invalid("Input should be a valid dictionary");
  }

  @Override
  public Frame streamError() {
    return AnthropicErrors.streamError();
  }
}
