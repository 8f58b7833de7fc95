package io.tollgate.providers.vendor;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Quirks that an admin declares for a compatible vendor without a page of its own. They are
 * settings of the provider, each named {@code quirk.} and what differs.
 */
final class DeclaredQuirks {
  private static final String PREFIX = "quirk.";
  private static final Set<String> KNOWN =
      Set.of(
          "output-cap-field",
          "developer-role",
          "stream-usage",
          "responses-endpoint",
          "completions-endpoint",
          "reasoning-field",
          "unsupported",
          "renamed",
          "chat-path",
          "short-tool-ids",
          "images",
          "plain-texts");

  private final Map<String, String> settings;

  private DeclaredQuirks(Map<String, String> settings) {
    this.settings = settings;
  }

  /** Throws {@code IllegalArgumentException} for what is no quirk, or has not its form. */
  static Quirks of(Quirks usual, Map<String, String> settings) {
    for (String name : settings.keySet()) {
      if (name.startsWith(PREFIX) && !KNOWN.contains(name.substring(PREFIX.length()))) {
        throw new IllegalArgumentException("There is no quirk " + name);
      }
    }
    return new DeclaredQuirks(settings).over(usual);
  }

  private Quirks over(Quirks usual) {
    return new Quirks(
        text("output-cap-field", usual.outputCapField()),
        flag("developer-role", usual.developerRole()),
        flag("stream-usage", usual.streamUsage()),
        flag("responses-endpoint", usual.responsesEndpoint()),
        flag("completions-endpoint", usual.completionsEndpoint()),
        text("reasoning-field", usual.reasoningField()),
        declared("unsupported") ? Set.of(list("unsupported")) : usual.unsupported(),
        declared("renamed") ? renamed() : usual.renamed(),
        chatPath(usual.chatPath()),
        usual.settings(),
        flag("short-tool-ids", usual.shortToolIds()),
        flag("images", usual.images()),
        flag("plain-texts", usual.plainTexts()));
  }

  private boolean declared(String quirk) {
    return settings.containsKey(PREFIX + quirk);
  }

  private String text(String quirk, String usual) {
    return settings.getOrDefault(PREFIX + quirk, usual).strip();
  }

  private boolean flag(String quirk, boolean usual) {
    return switch (text(quirk, Boolean.toString(usual))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(PREFIX + quirk + " must be true or false");
    };
  }

  /** Fields, with commas between them. */
  private String[] list(String quirk) {
    return text(quirk, "").split("\\s*,\\s*", -1);
  }

  /** {@code seed:random_seed}, with commas between several. */
  private Map<String, String> renamed() {
    Map<String, String> renamed = new HashMap<>();
    for (String pair : list("renamed")) {
      String[] names = pair.split("\\s*:\\s*", -1);
      if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty()) {
        throw new IllegalArgumentException(PREFIX + "renamed must be such as seed:random_seed");
      }
      renamed.put(names[0], names[1]);
    }
    return renamed;
  }

  private String chatPath(String usual) {
    String path = text("chat-path", usual);
    if (!path.matches("(/(?!\\.{1,2}/)[A-Za-z0-9._{}-]+)*/chat/completions")) {
      throw new IllegalArgumentException(PREFIX + "chat-path must end in /chat/completions");
    }
    return path;
  }
}
