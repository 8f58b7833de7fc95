package io.tollgate.providers.call;

import io.tollgate.providers.json.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows a form's fields as the object they would be in JSON, so that both are read alike. */
final class FormFields {
  /** Read by the gateway: two values could mean one thing here and another at the provider. */
  private static final List<String> ONCE = List.of("model", "stream", "n", "response_format");

  private FormFields() {}

  static byte[] json(Form form) {
    ObjectNode fields = Json.object();
    for (FormPart part : form.parts()) {
      String text = part.text();
      if (text != null) {
        add(fields, part.name(), value(part.name(), text));
      }
    }
    ONCE.forEach(form::text);
    return Json.bytes(fields);
  }

  private static JsonNode value(String name, String text) {
    return switch (name) {
      case "stream" -> Json.object().booleanNode(flag(text));
      case "n" -> Json.object().numberNode(count(text));
      default -> Json.object().stringNode(text);
    };
  }

  private static void add(ObjectNode fields, String name, JsonNode value) {
    JsonNode before = fields.get(name);
    if (before instanceof ArrayNode values) {
      values.add(value);
    } else if (before != null) {
      fields.putArray(name).add(before).add(value);
    } else if (name.endsWith("[]")) {
      fields.putArray(name).add(value);
    } else {
      fields.set(name, value);
    }
  }

  private static boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0", "" -> false;
      default -> throw InvalidRequestException.field("stream", "'stream' must be true or false");
    };
  }

  private static int count(String text) {
    if (!text.matches("\\d{1,4}")) {
      throw InvalidRequestException.field("n", "'n' must be a whole number");
    }
    return Integer.parseInt(text);
  }
}
