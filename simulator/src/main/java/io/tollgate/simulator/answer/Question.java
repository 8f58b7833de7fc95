package io.tollgate.simulator.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request for text, freed of its wire format.
 *
 * @param lastUserText the text of the last message that a user wrote
 * @param toolResult the tool results that end the conversation, if it ends with some
 * @param maxOutputTokens the most tokens the answer may have
 * @param jsonSchema what the answer must look like when it must be JSON; an empty object allows any
 */
public record Question(
    String model,
    String lastUserText,
    @Nullable String toolResult,
    List<Tool> tools,
    ToolChoice toolChoice,
    boolean parallelToolCalls,
    List<String> stopSequences,
    @Nullable Integer maxOutputTokens,
    @Nullable JsonNode jsonSchema,
    int inputTokens) {}
