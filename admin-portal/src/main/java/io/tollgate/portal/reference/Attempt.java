package io.tollgate.portal.reference;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What somebody fills in to try an operation.
 *
 * @param operation its method and its path, as the document writes it
 * @param caller the subscription to call through
 * @param values what is put into path, query and headers, by {@code place.name}
 * @param body empty for none
 */
record Attempt(
    @Nullable String operation, @Nullable String caller, Map<String, String> values, String body) {

  static Attempt of(MultiValueMap<String, String> form) {
    var body = form.getFirst("body");
    return new Attempt(
        form.getFirst("operation"),
        form.getFirst("caller"),
        form.toSingleValueMap().entrySet().stream()
            .filter(field -> field.getKey().contains("."))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        // Browsers send the ends of lines as CRLF.
        body == null ? "" : body.replace("\r\n", "\n"));
  }

  String value(String field) {
    return values.getOrDefault(field, "").strip();
  }
}
