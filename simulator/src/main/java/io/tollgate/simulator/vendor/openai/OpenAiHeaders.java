package io.tollgate.simulator.vendor.openai;

import io.tollgate.simulator.vendor.Ids;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of OpenAI's replies. */
final class OpenAiHeaders {
  private OpenAiHeaders() {}

  static Map<String, String> json() {
    return common("application/json");
  }

  static Map<String, String> stream() {
    return common("text/event-stream; charset=utf-8");
  }

  private static Map<String, String> common(String contentType) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("content-type", contentType);
    headers.put("x-request-id", Ids.next("req_"));
    headers.put("openai-organization", "org-simulator");
    headers.put("openai-processing-ms", "12");
    headers.put("openai-version", "2020-10-01");
    headers.put("x-ratelimit-limit-requests", "10000");
    headers.put("x-ratelimit-remaining-requests", "9999");
    headers.put("x-ratelimit-reset-requests", "6ms");
    headers.put("x-ratelimit-limit-tokens", "2000000");
    headers.put("x-ratelimit-remaining-tokens", "1999000");
    headers.put("x-ratelimit-reset-tokens", "30ms");
    return headers;
  }
}
