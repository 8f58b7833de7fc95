package io.tollgate.acceptance.sdk;

import java.util.List;
import java.util.Map;

/** What every suite asks the simulator, which answers the same question with the same answer. */
final class Script {

  static final String SYSTEM = "You are terse.";
  static final String QUESTION = "Say hello to everyone here";

  /** A token is a word. */
  static final long SYSTEM_TOKENS = 3;

  static final long QUESTION_TOKENS = 5;

  /** The simulator calls a tool that the last user message names. */
  static final String TOOL_QUESTION = "Use get_weather and get_time for Oslo";

  static final List<String> TOOL_QUESTIONS =
      List.of(TOOL_QUESTION, "Now use get_time and get_weather for Rome");

  static final String TOOL_RESULT = "It is sunny there";

  /** How long an upstream asks to wait that refuses with 429. */
  static final int RETRY_AFTER_SECONDS = 2;

  static final List<Tool> TOOLS =
      List.of(
          new Tool(
              "get_weather",
              "The weather of a city",
              Map.of("city", Map.of("type", "string"), "days", Map.of("type", "integer"))),
          new Tool(
              "get_time", "The local time of a city", Map.of("city", Map.of("type", "string"))));

  static final List<String> TOOL_NAMES = TOOLS.stream().map(Tool::name).toList();

  static final Map<String, Object> ANSWER_SCHEMA =
      schema(Map.of("title", Map.of("type", "string"), "count", Map.of("type", "integer")));

  private Script() {}

  /** A function on offer; all its parameters are required. */
  record Tool(String name, String description, Map<String, Map<String, String>> properties) {

    Map<String, Object> schema() {
      return Script.schema(properties);
    }
  }

  static long words(String text) {
    return text.split("\\s+").length;
  }

  private static Map<String, Object> schema(Map<String, Map<String, String>> properties) {
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        properties.keySet().stream().sorted().toList(),
        "additionalProperties",
        false);
  }
}
