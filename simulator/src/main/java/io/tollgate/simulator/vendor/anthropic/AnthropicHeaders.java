package io.tollgate.simulator.vendor.anthropic;

import io.tollgate.simulator.vendor.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The headers of Anthropic's replies. */
final class AnthropicHeaders {
  private static final String RESET = "2026-01-01T00:00:00Z";

  private AnthropicHeaders() {}

  static Map<String, String> json() {
    return common("application/json");
  }

  static Map<String, String> stream() {
    return common("text/event-stream; charset=utf-8");
  }

  private static Map<String, String> common(String contentType) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", contentType);
    headers.put("request-id", Ids.next("req_"));
    headers.put("anthropic-organization-id", "00000000-0000-4000-8000-000000000000");
    for (String kind : List.of("requests", "tokens", "input-tokens", "output-tokens")) {
      String prefix = "anthropic-ratelimit-" + kind;
      headers.put(prefix + "-limit", kind.equals("requests") ? "10000" : "2000000");
      headers.put(prefix + "-remaining", kind.equals("requests") ? "9999" : "1999000");
      headers.put(prefix + "-reset", RESET);
    }
    return headers;
  }
}
