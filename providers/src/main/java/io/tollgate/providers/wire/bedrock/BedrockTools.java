package io.tollgate.providers.wire.bedrock;

import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.conversation.SchemaSubset;
import io.tollgate.providers.conversation.Tool;
import io.tollgate.providers.conversation.ToolChoice;
import io.tollgate.providers.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Offers tools in Converse's words. */
final class BedrockTools {
  private final Conversation conversation;
  private final BedrockModel model;
  private final Notes notes;

  BedrockTools(Conversation conversation, BedrockModel model, Notes notes) {
    this.conversation = conversation;
    this.model = model;
    this.notes = notes;
  }

  void write(ObjectNode body, ObjectNode additional) {
    List<Tool> offered = offered();
    if (offered.isEmpty()) {
      return;
    }
    ObjectNode config = body.putObject("toolConfig");
    ArrayNode tools = config.putArray("tools");
    offered.forEach(tool -> tool(tool, tools));
    ObjectNode choice = choice(conversation.toolChoice());
    if (choice != null) {
      config.set("toolChoice", choice);
    }
    if (Boolean.FALSE.equals(conversation.parallelTools())) {
      oneAtATime(config, additional);
    }
  }

  private List<Tool> offered() {
    List<Tool> tools = conversation.tools();
    if (tools.isEmpty()) {
      return called();
    }
    return switch (conversation.toolChoice()) {
      // There is no word for it: what is not offered is not called.
      case ToolChoice.None ignored -> {
        List<Tool> called = called();
        if (called.isEmpty()) {
          notes.adapted("the tools were left out, since none may be called");
          yield List.of();
        }
        notes.dropped("tool_choice");
        yield tools;
      }
      case ToolChoice.Allowed allowed -> {
        notes.adapted("only the allowed tools were offered");
        yield tools.stream().filter(tool -> allowed.names().contains(tool.name())).toList();
      }
      case ToolChoice.Unsaid ignored -> tools;
      case ToolChoice.Auto ignored -> tools;
      case ToolChoice.Required ignored -> tools;
      case ToolChoice.Named ignored -> tools;
    };
  }

  /** A history that holds calls is refused unless some tools are offered. */
  private List<Tool> called() {
    List<Tool> called =
        conversation.turns().stream()
            .flatMap(turn -> turn.parts().stream())
            .filter(Part.ToolCall.class::isInstance)
            .map(part -> ((Part.ToolCall) part).name())
            .distinct()
            .map(name -> new Tool(name, null, null, null, null))
            .toList();
    if (!called.isEmpty() && conversation.tools().isEmpty()) {
      notes.adapted("the tools that the history calls were offered, as the provider demands");
    }
    return called;
  }

  private void tool(Tool tool, ArrayNode tools) {
    ObjectNode spec = tools.addObject().putObject("toolSpec").put("name", tool.name());
    if (tool.description() != null && !tool.description().isBlank()) {
      spec.put("description", tool.description());
    }
    boolean strict = Boolean.TRUE.equals(tool.strict()) && model.takesOutputFormat();
    SchemaSubset subset = strict ? SchemaSubset.BEDROCK_OUTPUT : SchemaSubset.BEDROCK_INPUT;
    spec.putObject("inputSchema").set("json", subset.adaptArguments(tool.schema(), notes));
    if (strict) {
      spec.put("strict", true);
    }
    if (tool.cached() != null) {
      if (model.takesCachePoints()) {
        tools.add(BedrockMessageWriter.cachePoint(tool.cached()));
      } else {
        notes.cacheMarkLeftOut();
      }
    }
  }

  private static @Nullable ObjectNode choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Unsaid ignored -> null;
      case ToolChoice.None ignored -> null;
      case ToolChoice.Auto ignored -> word("auto");
      case ToolChoice.Required ignored -> word("any");
      case ToolChoice.Named(String name) -> {
        ObjectNode named = Json.object();
        named.putObject("tool").put("name", name);
        yield named;
      }
      case ToolChoice.Allowed allowed -> word(allowed.required() ? "any" : "auto");
    };
  }

  private static ObjectNode word(String word) {
    ObjectNode choice = Json.object();
    choice.putObject(word);
    return choice;
  }

  /** Only Claude can be told, and only in its own words, which take the place of Converse's. */
  private void oneAtATime(ObjectNode config, ObjectNode additional) {
    if (model.family() != BedrockModel.Family.CLAUDE) {
      notes.dropped("parallel_tool_calls");
      return;
    }
    config.remove("toolChoice");
    ObjectNode own = additional.putObject("tool_choice");
    switch (conversation.toolChoice()) {
      case ToolChoice.Required ignored -> own.put("type", "any");
      case ToolChoice.Named(String name) -> own.put("type", "tool").put("name", name);
      case ToolChoice.Allowed allowed -> own.put("type", allowed.required() ? "any" : "auto");
      case ToolChoice.Unsaid ignored -> own.put("type", "auto");
      case ToolChoice.None ignored -> own.put("type", "auto");
      case ToolChoice.Auto ignored -> own.put("type", "auto");
    }
    own.put("disable_parallel_tool_use", true);
  }
}
