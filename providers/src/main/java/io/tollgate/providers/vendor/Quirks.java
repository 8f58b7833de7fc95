package io.tollgate.providers.vendor;

import java.util.Map;
import java.util.Set;

/**
 * How a vendor departs from its wire format. Starts from {@link #NONE}, which is the format's
 * owner, and names only what differs.
 *
 * @param outputCapField the field that caps generated tokens, for vendors that know only one
 * @param developerRole whether the role {@code developer} is understood, or must be {@code system}
 * @param streamUsage whether {@code stream_options} is understood
 * @param responsesEndpoint whether {@code /responses} exists besides chat completions
 * @param completionsEndpoint whether {@code /completions} does, for old clients
 * @param reasoningField where thoughts are shown and accepted; empty if nowhere, {@code content} if
 *     they are parts of it
 * @param unsupported top-level fields that the vendor answers with an error
 * @param renamed top-level fields that it knows by another name
 * @param chatPath where chat completions are, below the base URL; it ends in {@code
 *     /chat/completions}, and what is before that also precedes every other path. May name the
 *     model as {@code {model}}
 * @param settings what an account needs besides a key
 * @param shortToolIds whether the ids of tool calls must be nine letters and digits
 * @param images whether answers hold pictures beside their text, which may be sent back
 * @param plainTexts whether a message that is all text must be one string
 */
public record Quirks(
    String outputCapField,
    boolean developerRole,
    boolean streamUsage,
    boolean responsesEndpoint,
    boolean completionsEndpoint,
    String reasoningField,
    Set<String> unsupported,
    Map<String, String> renamed,
    String chatPath,
    Map<String, String> settings,
    boolean shortToolIds,
    boolean images,
    boolean plainTexts) {

  public static final Quirks NONE =
      new Quirks(
          "max_completion_tokens",
          true,
          true,
          true,
          true,
          "",
          Set.of(),
          Map.of(),
          "/chat/completions",
          Map.of(),
          false,
          false,
          false);

  /** What nearly every server that copies OpenAI's format has in common. */
  public static final Quirks COMPATIBLE =
      NONE.withOutputCapField("max_tokens").withoutDeveloperRole().withoutResponses();

  public Quirks {
    unsupported = Set.copyOf(unsupported);
    renamed = Map.copyOf(renamed);
    settings = Map.copyOf(settings);
  }

  public Quirks withOutputCapField(String field) {
    return new Quirks(
        field,
        developerRole,
        streamUsage,
        responsesEndpoint,
        completionsEndpoint,
        reasoningField,
        unsupported,
        renamed,
        chatPath,
        settings,
        shortToolIds,
        images,
        plainTexts);
  }

  public Quirks withoutDeveloperRole() {
    return new Quirks(
        outputCapField,
        false,
        streamUsage,
        responsesEndpoint,
        completionsEndpoint,
        reasoningField,
        unsupported,
        renamed,
        chatPath,
        settings,
        shortToolIds,
        images,
        plainTexts);
  }

  public Quirks withoutStreamUsage() {
    return new Quirks(
        outputCapField,
        developerRole,
        false,
        responsesEndpoint,
        completionsEndpoint,
        reasoningField,
        unsupported,
        renamed,
        chatPath,
        settings,
        shortToolIds,
        images,
        plainTexts);
  }

  public Quirks withoutResponses() {
    return new Quirks(
        outputCapField,
        developerRole,
        streamUsage,
        false,
        completionsEndpoint,
        reasoningField,
        unsupported,
        renamed,
        chatPath,
        settings,
        shortToolIds,
        images,
        plainTexts);
  }

  public Quirks withoutCompletions() {
    return new Quirks(
        outputCapField,
        developerRole,
        streamUsage,
        responsesEndpoint,
        false,
        reasoningField,
        unsupported,
        renamed,
        chatPath,
        settings,
        shortToolIds,
        images,
        plainTexts);
  }

  public Quirks withReasoningField(String field) {
    return new Quirks(
        outputCapField,
        developerRole,
        streamUsage,
        responsesEndpoint,
        completionsEndpoint,
        field,
        unsupported,
        renamed,
        chatPath,
        settings,
        shortToolIds,
        images,
        plainTexts);
  }

  public Quirks without(String... fields) {
    return new Quirks(
        outputCapField,
        developerRole,
        streamUsage,
        responsesEndpoint,
        completionsEndpoint,
        reasoningField,
        Set.of(fields),
        renamed,
        chatPath,
        settings,
        shortToolIds,
        images,
        plainTexts);
  }

  public Quirks withRenamed(Map<String, String> fields) {
    return new Quirks(
        outputCapField,
        developerRole,
        streamUsage,
        responsesEndpoint,
        completionsEndpoint,
        reasoningField,
        unsupported,
        fields,
        chatPath,
        settings,
        shortToolIds,
        images,
        plainTexts);
  }

  public Quirks withChatPath(String path) {
    return new Quirks(
        outputCapField,
        developerRole,
        streamUsage,
        responsesEndpoint,
        completionsEndpoint,
        reasoningField,
        unsupported,
        renamed,
        path,
        settings,
        shortToolIds,
        images,
        plainTexts);
  }

  public Quirks withSettings(Map<String, String> named) {
    return new Quirks(
        outputCapField,
        developerRole,
        streamUsage,
        responsesEndpoint,
        completionsEndpoint,
        reasoningField,
        unsupported,
        renamed,
        chatPath,
        named,
        shortToolIds,
        images,
        plainTexts);
  }

  public Quirks withShortToolIds() {
    return new Quirks(
        outputCapField,
        developerRole,
        streamUsage,
        responsesEndpoint,
        completionsEndpoint,
        reasoningField,
        unsupported,
        renamed,
        chatPath,
        settings,
        true,
        images,
        plainTexts);
  }

  public Quirks withImages() {
    return new Quirks(
        outputCapField,
        developerRole,
        streamUsage,
        responsesEndpoint,
        completionsEndpoint,
        reasoningField,
        unsupported,
        renamed,
        chatPath,
        settings,
        shortToolIds,
        true,
        plainTexts);
  }

  public Quirks withPlainTexts() {
    return new Quirks(
        outputCapField,
        developerRole,
        streamUsage,
        responsesEndpoint,
        completionsEndpoint,
        reasoningField,
        unsupported,
        renamed,
        chatPath,
        settings,
        shortToolIds,
        images,
        true);
  }
}
