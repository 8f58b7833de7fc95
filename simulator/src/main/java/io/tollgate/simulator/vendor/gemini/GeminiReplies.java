package io.tollgate.simulator.vendor.gemini;

import io.tollgate.simulator.vendor.Bill;
import io.tollgate.simulator.vendor.Json;
import io.tollgate.simulator.vendor.Reply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Gemini's indented JSON and its headers; it sends neither a request id nor rate limits. */
final class GeminiReplies {
  private GeminiReplies() {}

  static Map<String, String> headers(String contentType) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", contentType);
    headers.put("vary", "Origin, X-Origin, Referer");
    headers.put("server-timing", "gfet4t7; dur=12");
    headers.put("x-gemini-service-tier", "standard");
    return headers;
  }

  static Reply free(JsonNode body) {
    return Reply.free(200, json(), bytes(body));
  }

  static Reply error(int status, JsonNode body) {
    return Reply.free(status, json(), bytes(body));
  }

  static Reply billed(JsonNode body, Bill bill) {
    return Reply.whole(json(), bytes(body), bill);
  }

  private static Map<String, String> json() {
    return headers("application/json; charset=UTF-8");
  }

  private static byte[] bytes(JsonNode body) {
    return (Json.pretty(body) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
