package io.tollgate.providers.conversation;

import io.tollgate.providers.json.Json;
import java.util.List;
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

  /** One of some words, as it stands and not in JSON. */
  record OneOf(List<String> words) implements ResponseFormat {
    /** What the request's explanation says of those that can only be told so. */
    public static final String ADAPTED = "the words to choose from were sent as an instruction";

    public OneOf {
      words = List.copyOf(words);
    }

    /** For providers that can only be told in words. */
    public String instruction() {
      var list = Json.array();
      words.forEach(list::add);
      return "Answer with one of these and nothing else, without quotes: " + Json.text(list);
    }
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
