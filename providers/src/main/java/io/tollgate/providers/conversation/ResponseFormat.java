package io.tollgate.providers.conversation;

import io.tollgate.providers.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of the answer's text. */
public sealed interface ResponseFormat {
  ResponseFormat TEXT = new Text();

  record Text() implements ResponseFormat {}

  /** Any JSON object. */
  record JsonObject() implements ResponseFormat {
    /** For providers that can only be told in words. */
    public static final String INSTRUCTION = "Answer with one JSON object and nothing else.";
  }

  record JsonSchema(
      String name, @Nullable String description, ObjectNode schema, @Nullable Boolean strict)
      implements ResponseFormat {
    /** Whether it may be an object, which is all that some providers take. */
    public boolean ofObject() {
      JsonNode type = schema.path("type");
      return type.isMissingNode() || type.asString("").equals("object");
    }

    /** For providers that can only be told in words. */
    public String instruction() {
      String what = ofObject() ? JsonObject.INSTRUCTION : "Answer with JSON and nothing else.";
      return what + " It must match this JSON Schema: " + Json.text(schema);
    }
  }
}
