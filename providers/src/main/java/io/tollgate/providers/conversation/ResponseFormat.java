package io.tollgate.providers.conversation;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The form of the answer's text. */
public sealed interface ResponseFormat {
  ResponseFormat TEXT = new Text();

  record Text() implements ResponseFormat {}

  /** Any JSON object. */
  record JsonObject() implements ResponseFormat {}

  record JsonSchema(
      String name, @Nullable String description, ObjectNode schema, @Nullable Boolean strict)
      implements ResponseFormat {}
}
