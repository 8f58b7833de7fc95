package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.answer.InputTokens;
import io.tollgate.simulator.answer.Tokens;
import io.tollgate.simulator.fault.Directive;
import io.tollgate.simulator.fault.Directives;
import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Frame;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/images/generations} and {@code /v1/images/edits}, as the newer models answer: a
 * picture of one pixel in base64, with usage.
 */
final class OpenAiImages {
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  /** What one picture costs. */
  private static final int TOKENS = 272;

  private final Clock clock;

  OpenAiImages(Clock clock) {
    this.clock = clock;
  }

  /** {@code files} counts the pictures that are to be edited. */
  Reply reply(String operation, JsonNode fields, int files, Directives directives) {
    String model = OpenAiChatRequest.model(fields);
    String prompt = fields.path("prompt").asString("");
    if (prompt.isEmpty()) {
      throw OpenAiErrors.invalid(
          "Missing required parameter: 'prompt'.", "prompt", "missing_required_parameter");
    }
    if (fields.has("response_format")) {
      throw OpenAiErrors.invalid(
          "Unknown parameter: 'response_format'.", "response_format", "unknown_parameter");
    }
    var input = new InputTokens();
    input.text(prompt);
    for (int file = 0; file < files; file++) {
      input.attachment();
    }
    int count = Math.clamp(fields.path("n").asInt(1), 1, 10);
    boolean stream = fields.path("stream").asBoolean(false);
    var tokens = new Tokens(input.total(), 0, 0, count * TOKENS, 0);
    var bill = new Bill(operation, model, stream, tokens);
    ObjectNode usage = directives.has(Directive.NO_USAGE) ? null : usage(tokens, files);
    if (stream) {
      ObjectNode event = Json.object().put("type", event(operation)).put("b64_json", PIXEL);
      event.put("created_at", clock.instant().getEpochSecond()).set("usage", usage);
      String frame = "event: " + event(operation) + "\ndata: " + event + "\n\n";
      return Reply.stream(OpenAiHeaders.stream(), List.of(Frame.of(frame, tokens.output())), bill);
    }
    ObjectNode answer = Json.object().put("created", clock.instant().getEpochSecond());
    ArrayNode data = answer.putArray("data");
    for (int index = 0; index < count; index++) {
      data.addObject().put("b64_json", PIXEL);
    }
    answer.put("output_format", "png").put("quality", "low").put("size", "1024x1024");
    if (usage != null) {
      answer.set("usage", usage);
    }
    return Reply.whole(OpenAiHeaders.json(), Json.bytes(answer), bill);
  }

  private static String event(String operation) {
    return operation.equals("images.edits") ? "image_edit.completed" : "image_generation.completed";
  }

  private static ObjectNode usage(Tokens tokens, int files) {
    ObjectNode usage =
        Json.object()
            .put("input_tokens", tokens.input())
            .put("output_tokens", tokens.output())
            .put("total_tokens", tokens.input() + tokens.output());
    int pictures = files * InputTokens.PER_ATTACHMENT;
    usage
        .putObject("input_tokens_details")
        .put("text_tokens", tokens.input() - pictures)
        .put("image_tokens", pictures);
    return usage;
  }
}
