package io.tollgate.simulator.vendor;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request as it arrived.
 *
 * @param rawPath as it was sent, which is what a signature covers
 * @param path the percent-decoded path, without the query
 * @param query the decoded query parameters
 * @param headers the headers, by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by convention and never compared
public record Call(
    String method,
    String rawPath,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  /** The header's value, if it was sent. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** The key in {@code Authorization: Bearer …}, or an empty text. */
  public String bearer() {
    String authorization = headers.getOrDefault("authorization", "");
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).strip()
        : "";
  }

  /**
   * The body as JSON.
   *
   * @throws tools.jackson.core.JacksonException if it is not JSON
   */
  public JsonNode json() {
    return Json.parse(body);
  }
}
