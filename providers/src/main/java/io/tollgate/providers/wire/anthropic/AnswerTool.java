package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.ResponseFormat;
import io.tollgate.providers.conversation.SchemaSubset;
import io.tollgate.providers.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an older model is made to answer in a form: by a tool of that form which it must call, and
 * whose arguments are the answer. Its name gives it away on the way back.
 */
final class AnswerTool {
  static final String NAME = "tollgate_answer";

  private AnswerTool() {}

  /** Only where the client has no tools of its own, which the model may want to call instead. */
  static boolean serves(Conversation conversation, ClaudeModel model) {
    return conversation.format() instanceof ResponseFormat.JsonSchema
        && conversation.tools().isEmpty()
        && !model.takesOutputFormat();
  }

  static void write(ResponseFormat.JsonSchema format, ObjectNode body, Notes notes) {
    ObjectNode tool = body.putArray("tools").addObject().put("name", NAME);
    tool.put(
        "description", format.description() == null ? "Gives the answer." : format.description());
    tool.set("input_schema", SchemaSubset.ANTHROPIC_INPUT.adaptArguments(format.schema(), notes));
    body.set(
        "tool_choice",
        Json.object().put("type", "tool").put("name", NAME).put("disable_parallel_tool_use", true));
    notes.adapted("response_format json_schema was sent as a tool that is forced");
  }
}
