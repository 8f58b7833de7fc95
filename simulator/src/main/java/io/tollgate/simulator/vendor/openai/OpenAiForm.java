package io.tollgate.simulator.vendor.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.simulator.vendor.Call;
import io.tollgate.simulator.vendor.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * A multipart form: its fields by name, and how many files it brings.
 *
 * @param fields texts all of them, but for what is a number or a truth in JSON
 */
record OpenAiForm(ObjectNode fields, int files) {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"?([^\";\r\n]+)\"?");

  static boolean isForm(Call call) {
    String type = call.header("content-type");
    return type != null && type.startsWith("multipart/");
  }

  static OpenAiForm of(Call call) {
    String type = call.header("content-type");
    Matcher boundary = BOUNDARY.matcher(type == null ? "" : type);
    ObjectNode fields = Json.object();
    int files = 0;
    if (boundary.find()) {
      // One character for each byte: what is a file must not be changed, nor read.
      String body = new String(call.body(), ISO_8859_1);
      for (String part : body.split(Pattern.quote("--" + boundary.group(1)), -1)) {
        files += add(part, fields) ? 1 : 0;
      }
    }
    return new OpenAiForm(fields, files);
  }

  /** Returns whether the part is a file. */
  private static boolean add(String part, ObjectNode fields) {
    int end = part.indexOf("\r\n\r\n");
    String head = end < 0 ? "" : part.substring(0, end);
    Matcher name = NAME.matcher(head);
    if (!name.find()) {
      return false;
    }
    if (head.contains("filename=")) {
      return true;
    }
    String value = new String(part.substring(end + 4).strip().getBytes(ISO_8859_1), UTF_8);
    switch (name.group(1)) {
      case "n" -> fields.put("n", Integer.parseInt(value));
      case "stream" -> fields.put("stream", Boolean.parseBoolean(value));
      default -> fields.put(name.group(1), value);
    }
    return false;
  }
}
