package io.tollgate.providers.conversation;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the user says first, for providers that want to hear the user first. */
public final class Opening {
  public static final String WORDS = "Please begin.";

  private Opening() {}

  /**
   * Has the user begin a conversation that the assistant began, or nobody.
   *
   * @param content what the format calls the content of a message
   * @param words {@link #WORDS} as a piece of it
   */
  public static void ensure(ArrayNode messages, String content, ObjectNode words, Notes notes) {
    boolean begun = !messages.isEmpty() && messages.get(0).path("role").asString("").equals("user");
    if (!begun) {
      messages.insertObject(0).put("role", "user").putArray(content).add(words);
      notes.adapted("the user was made to say '" + WORDS + "' first, as the provider demands");
    }
  }

  /** The same where a message's content is a text, and anybody but the system may begin. */
  public static void ensure(ArrayNode messages, Notes notes) {
    boolean silent =
        messages.values().stream()
            .allMatch(message -> message.path("role").asString("").equals("system"));
    if (silent) {
      messages.addObject().put("role", "user").put("content", WORDS);
      notes.adapted("the user was made to say '" + WORDS + "', as the provider demands");
    }
  }
}
