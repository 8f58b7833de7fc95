package io.tollgate.simulator.vendor.anthropic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What Anthropic refuses with 400, as strictly as the vendor does. */
final class AnthropicChecks {
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "messages",
          "max_tokens",
          "system",
          "stop_sequences",
          "stream",
          "temperature",
          "top_p",
          "top_k",
          "tools",
          "tool_choice",
          "thinking",
          "output_config",
          "metadata",
          "service_tier",
          "speed",
          "inference_geo",
          "container",
          "diagnostics",
          "cache_control",
          "context_management",
          "mcp_servers",
          "output_format",
          "betas");
  private static final List<String> SAMPLING = List.of("temperature", "top_p", "top_k");
  private static final Set<String> ROLES = Set.of("user", "assistant", "system");

  private AnthropicChecks() {}

  static void check(JsonNode body, String version, Set<String> required) {
    for (String field : new TreeSet<>(required)) {
      if (!body.has(field)) {
        throw AnthropicErrors.invalid(field + ": Field required");
      }
    }
    for (String field : body.propertyNames()) {
      boolean tooNew = version.equals(Anthropic.WITHOUT_SAMPLING) && SAMPLING.contains(field);
      if (tooNew || !FIELDS.contains(field)) {
        throw AnthropicErrors.invalid(field + ": Extra inputs are not permitted");
      }
    }
    String model = body.path("model").asString("");
    if (model.startsWith("no-such-")) {
      throw AnthropicErrors.notFound("model: " + model);
    }
    if (body.path("messages").isEmpty()) {
      throw AnthropicErrors.invalid("messages: at least one message is required");
    }
    for (int i = 0; i < body.path("messages").size(); i++) {
      message(i, body.path("messages").get(i));
    }
    toolAnswers(body.path("messages"));
  }

  private static void message(int position, JsonNode message) {
    if (!ROLES.contains(message.path("role").asString(""))) {
      throw AnthropicErrors.invalid(
          "messages.%d.role: Input should be 'user' or 'assistant'".formatted(position));
    }
    if (!message.has("content")) {
      throw AnthropicErrors.invalid("messages.%d.content: Field required".formatted(position));
    }
    if (!message.path("content").isArray() && message.path("content").asString("").isEmpty()) {
      throw AnthropicErrors.invalid(
          "messages.%d: user messages must have non-empty content".formatted(position));
    }
    for (JsonNode block : message.path("content")) {
      if (block.path("type").asString("").equals("text")
          && block.path("text").asString("").isEmpty()) {
        throw AnthropicErrors.invalid("messages: text content blocks must be non-empty");
      }
    }
  }

  /** Every tool_use must be answered in the very next message, results before any text. */
  private static void toolAnswers(JsonNode messages) {
    Set<String> open = Set.of();
    for (int i = 0; i < messages.size(); i++) {
      var answered = new HashSet<String>();
      boolean textSeen = false;
      for (JsonNode block : messages.get(i).path("content")) {
        if (block.path("type").asString("").equals("tool_result")) {
          String id = block.path("tool_use_id").asString("");
          if (textSeen || !open.contains(id)) {
            throw AnthropicErrors.invalid(
                "messages.%d.content: unexpected `tool_use_id` found in `tool_result` blocks: %s. Each `tool_result` block must have a corresponding `tool_use` block in the previous message."
                    .formatted(i, id));
          }
          answered.add(id);
        } else {
          textSeen = true;
        }
      }
      if (!answered.containsAll(open)) {
        throw AnthropicErrors.invalid(
            "messages.%d: `tool_use` ids were found without `tool_result` blocks immediately after: %s. Each `tool_use` block must have a corresponding `tool_result` block in the next message."
                .formatted(i - 1, String.join(", ", open)));
      }
      open = toolUses(messages.get(i));
    }
  }

  private static Set<String> toolUses(JsonNode message) {
    var ids = new HashSet<String>();
    for (JsonNode block : message.path("content")) {
      if (block.path("type").asString("").equals("tool_use")) {
        ids.add(block.path("id").asString(""));
      }
    }
    return ids;
  }
}
