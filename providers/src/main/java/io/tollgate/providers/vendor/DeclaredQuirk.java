package io.tollgate.providers.vendor;

import java.util.Arrays;
import java.util.Optional;

/**
 * A way in which a compatible vendor may differ from the others, as an admin declares it: a setting
 * of the provider.
 */
public enum DeclaredQuirk {
  OUTPUT_CAP_FIELD("output-cap-field", "the field that caps generated tokens"),
  DEVELOPER_ROLE(
      "developer-role", "whether the role `developer` is understood, and is not sent as `system`"),
  STREAM_USAGE("stream-usage", "whether `stream_options` is understood"),
  RESPONSES_ENDPOINT("responses-endpoint", "whether there is `/responses`"),
  COMPLETIONS_ENDPOINT(
      "completions-endpoint",
      "whether there is `/completions`; where there is none, legacy completions are sent to chat"
          + " completions"),
  REASONING_FIELD(
      "reasoning-field", "where thoughts are shown and taken back, such as `reasoning_content`"),
  UNSUPPORTED(
      "unsupported",
      "fields that are answered with an error, with commas between them; they are left out and"
          + " named"),
  RENAMED(
      "renamed",
      "fields with another name there, such as `seed:random_seed,dimensions:output_dimension`"),
  CHAT_PATH("chat-path", "where chat completions are below the address; may hold `{model}`"),
  SHORT_TOOL_IDS("short-tool-ids", "whether ids of tool calls must be nine letters and digits"),
  IMAGES("images", "whether answers hold pictures, which may be sent back"),
  PLAIN_TEXTS(
      "plain-texts", "whether a message that is all text must be one string, and no list of parts");

  private static final String PREFIX = "quirk.";

  private final String setting;
  private final String meaning;

  DeclaredQuirk(String name, String meaning) {
    this.setting = PREFIX + name;
    this.meaning = meaning;
  }

  /** The name of the provider's setting that declares it. */
  public String setting() {
    return setting;
  }

  /** What its value says, for people. */
  public String meaning() {
    return meaning;
  }

  /** Whether a setting is meant to declare a quirk, known or not. */
  static boolean isMeantBy(String setting) {
    return setting.startsWith(PREFIX);
  }

  static Optional<DeclaredQuirk> find(String setting) {
    return Arrays.stream(values()).filter(quirk -> quirk.setting.equals(setting)).findFirst();
  }
}
