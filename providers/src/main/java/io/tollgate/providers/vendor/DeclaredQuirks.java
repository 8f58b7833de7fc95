package io.tollgate.providers.vendor;

import static io.tollgate.providers.vendor.DeclaredQuirk.CHAT_PATH;
import static io.tollgate.providers.vendor.DeclaredQuirk.COMPLETIONS_ENDPOINT;
import static io.tollgate.providers.vendor.DeclaredQuirk.DEVELOPER_ROLE;
import static io.tollgate.providers.vendor.DeclaredQuirk.IMAGES;
import static io.tollgate.providers.vendor.DeclaredQuirk.OUTPUT_CAP_FIELD;
import static io.tollgate.providers.vendor.DeclaredQuirk.PLAIN_TEXTS;
import static io.tollgate.providers.vendor.DeclaredQuirk.REASONING_FIELD;
import static io.tollgate.providers.vendor.DeclaredQuirk.RENAMED;
import static io.tollgate.providers.vendor.DeclaredQuirk.RESPONSES_ENDPOINT;
import static io.tollgate.providers.vendor.DeclaredQuirk.SHORT_TOOL_IDS;
import static io.tollgate.providers.vendor.DeclaredQuirk.STREAM_USAGE;
import static io.tollgate.providers.vendor.DeclaredQuirk.UNSUPPORTED;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Quirks that an admin declares for a compatible vendor without a page of its own. They are
 * settings of the provider, each named {@code quirk.} and what differs.
 */
final class DeclaredQuirks {
  private final Map<String, String> settings;

  private DeclaredQuirks(Map<String, String> settings) {
    this.settings = settings;
  }

  /** Throws {@code IllegalArgumentException} for what is no quirk, or has not its form. */
  static Quirks of(Quirks usual, Map<String, String> settings) {
    for (String name : settings.keySet()) {
      if (DeclaredQuirk.isMeantBy(name) && DeclaredQuirk.find(name).isEmpty()) {
        throw new IllegalArgumentException("There is no quirk " + name);
      }
    }
    return new DeclaredQuirks(settings).over(usual);
  }

  private Quirks over(Quirks usual) {
    return new Quirks(
        text(OUTPUT_CAP_FIELD, usual.outputCapField()),
        flag(DEVELOPER_ROLE, usual.developerRole()),
        flag(STREAM_USAGE, usual.streamUsage()),
        flag(RESPONSES_ENDPOINT, usual.responsesEndpoint()),
        flag(COMPLETIONS_ENDPOINT, usual.completionsEndpoint()),
        text(REASONING_FIELD, usual.reasoningField()),
        declared(UNSUPPORTED) ? Set.copyOf(list(UNSUPPORTED)) : usual.unsupported(),
        declared(RENAMED) ? renamed() : usual.renamed(),
        chatPath(usual.chatPath()),
        usual.settings(),
        flag(SHORT_TOOL_IDS, usual.shortToolIds()),
        flag(IMAGES, usual.images()),
        flag(PLAIN_TEXTS, usual.plainTexts()));
  }

  private boolean declared(DeclaredQuirk quirk) {
    return settings.containsKey(quirk.setting());
  }

  private String text(DeclaredQuirk quirk, String usual) {
    return settings.getOrDefault(quirk.setting(), usual).strip();
  }

  private boolean flag(DeclaredQuirk quirk, boolean usual) {
    return switch (text(quirk, Boolean.toString(usual))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw malformed(quirk, "must be true or false");
    };
  }

  /** Fields, with commas between them. */
  private List<String> list(DeclaredQuirk quirk) {
    return List.of(text(quirk, "").split("\\s*,\\s*", -1));
  }

  /** {@code seed:random_seed}, with commas between several. */
  private Map<String, String> renamed() {
    Map<String, String> renamed = new HashMap<>();
    for (String pair : list(RENAMED)) {
      String[] names = pair.split("\\s*:\\s*", -1);
      if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty()) {
        throw malformed(RENAMED, "must be such as seed:random_seed");
      }
      renamed.put(names[0], names[1]);
    }
    return renamed;
  }

  private String chatPath(String usual) {
    String path = text(CHAT_PATH, usual);
    if (!path.matches("(/(?!\\.{1,2}/)[A-Za-z0-9._{}-]+)*/chat/completions")) {
      throw malformed(CHAT_PATH, "must end in /chat/completions");
    }
    return path;
  }

  private static IllegalArgumentException malformed(DeclaredQuirk quirk, String what) {
    return new IllegalArgumentException(quirk.setting() + " " + what);
  }
}
