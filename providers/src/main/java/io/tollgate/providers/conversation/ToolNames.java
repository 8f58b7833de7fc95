package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.conversation.Conversation.Turn;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a provider takes for the name of a tool. Servers of tools give them longer names, and other
 * vendors' clients ones with other characters: such a name is shortened on its way to the provider,
 * always to the same one, so that any node finds the tool again that an answer calls.
 *
 * @param taken the names that need no change
 * @param longest in characters
 */
public record ToolNames(Pattern taken, int longest) {
  public static final ToolNames ANY = new ToolNames(Pattern.compile("(?s).*"), Integer.MAX_VALUE);

  /** How a shortened name ends. */
  private static final Pattern MARK = Pattern.compile("_[0-9a-f]{8}$");

  private static final Pattern UNUSUAL = Pattern.compile("[^a-zA-Z0-9_-]");

  /** Letters, digits, underscores and dashes, which nobody refuses. */
  public static ToolNames ofLength(int longest) {
    return new ToolNames(Pattern.compile("[a-zA-Z0-9_-]{1," + longest + "}"), longest);
  }

  /** The very same conversation, unless there is a name to shorten. */
  public Conversation carried(Conversation conversation, Notes notes) {
    boolean fits =
        conversation.tools().stream().allMatch(tool -> fits(tool.name()))
            && conversation.turns().stream()
                .flatMap(turn -> turn.parts().stream())
                .allMatch(part -> !(part instanceof Part.ToolCall call) || fits(call.name()));
    if (fits) {
      return conversation;
    }
    notes.adapted("names of tools that this provider does not take were shortened");
    return conversation.withTools(
        conversation.tools().stream().map(this::carried).toList(),
        carried(conversation.toolChoice()),
        conversation.turns().stream().map(this::carried).toList());
  }

  private boolean fits(String name) {
    // Nobody takes an empty one, and saying so is the provider's.
    return name.isEmpty() || taken.matcher(name).matches();
  }

  /** The name as it is sent. */
  String carried(String name) {
    if (fits(name)) {
      return name;
    }
    String mark = "_" + UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString().substring(0, 8);
    String usual = UNUSUAL.matcher(name).replaceAll("_");
    String begun = fits(usual.substring(0, 1)) ? usual : "tool_" + usual;
    return begun.substring(0, Math.min(begun.length(), longest - mark.length())) + mark;
  }

  private Tool carried(Tool tool) {
    return new Tool(
        carried(tool.name()), tool.description(), tool.schema(), tool.strict(), tool.cached());
  }

  private ToolChoice carried(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Named(String name) -> new ToolChoice.Named(carried(name));
      case ToolChoice.Allowed(boolean required, List<String> names) ->
          new ToolChoice.Allowed(required, names.stream().map(this::carried).toList());
      case ToolChoice.Unsaid _, ToolChoice.Auto _, ToolChoice.None _, ToolChoice.Required _ ->
          choice;
    };
  }

  private Turn carried(Turn turn) {
    return new Turn(turn.role(), turn.parts().stream().map(this::carried).toList());
  }

  private Part carried(Part part) {
    return part instanceof Part.ToolCall call
        ? new Part.ToolCall(call.id(), carried(call.name()), call.arguments(), call.signature())
        : part;
  }

  /** Whether a name in an answer may be a shortened one. */
  static boolean mayBeShort(String name) {
    return MARK.matcher(name).find();
  }
}
