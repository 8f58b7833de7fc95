package io.tollgate.simulator.vendor.bedrock;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What Bedrock refuses with 400. */
final class ConverseChecks {
  private static final Set<String> FIELDS =
      Set.of(
          "messages",
          "system",
          "inferenceConfig",
          "toolConfig",
          "additionalModelRequestFields",
          "additionalModelResponseFieldPaths",
          "guardrailConfig",
          "promptVariables",
          "performanceConfig",
          "serviceTier",
          "requestMetadata",
          "outputConfig");
  private static final Pattern TOOL_ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private ConverseChecks() {}

  static void check(JsonNode body) {
    for (String field : body.propertyNames()) {
      if (!FIELDS.contains(field)) {
        throw BedrockErrors.invalid("The field " + field + " is not known.");
      }
    }
    JsonNode messages = body.path("messages");
    String expected = "user";
    Set<String> open = Set.of();
    boolean tools = false;
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      if (!message.path("role").asString("").equals(expected)) {
        throw BedrockErrors.invalid(
            "A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.");
      }
      expected = expected.equals("user") ? "assistant" : "user";
      texts(i, message);
      tools |= answers(i, message, open);
      open = uses(message);
      tools |= !open.isEmpty();
    }
    if (tools && !body.has("toolConfig")) {
      throw BedrockErrors.invalid(
          "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
    }
  }

  private static void texts(int position, JsonNode message) {
    if (message.path("content").isEmpty()) {
      throw BedrockErrors.invalid(
          "The content field in the Message object at messages.%d is empty. Add a ContentBlock object to the content field and try again."
              .formatted(position));
    }
    for (JsonNode block : message.path("content")) {
      if (block.has("text") && block.path("text").asString("").isBlank()) {
        throw BedrockErrors.invalid(
            "The text field in the ContentBlock object at messages.%d.content is blank. Add text to the text field, and try again."
                .formatted(position));
      }
    }
  }

  /** Every use must be answered in the very next message; returns whether any was. */
  private static boolean answers(int position, JsonNode message, Set<String> open) {
    var answered = new HashSet<String>();
    for (JsonNode block : message.path("content")) {
      if (block.has("toolResult")) {
        answered.add(block.path("toolResult").path("toolUseId").asString(""));
      }
    }
    if (!answered.equals(open)) {
      throw BedrockErrors.invalid(
          "The number of toolResult blocks at messages.%d.content exceeds or misses the number of toolUse blocks of previous turn."
              .formatted(position));
    }
    return !answered.isEmpty();
  }

  private static Set<String> uses(JsonNode message) {
    var ids = new HashSet<String>();
    for (JsonNode block : message.path("content")) {
      if (block.has("toolUse")) {
        String id = block.path("toolUse").path("toolUseId").asString("");
        if (!TOOL_ID.matcher(id).matches() || !block.path("toolUse").path("input").isObject()) {
          throw BedrockErrors.invalid("A toolUse block is not valid: " + id);
        }
        ids.add(id);
      }
    }
    return ids;
  }
}
