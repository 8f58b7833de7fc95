package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.call.Target;
import java.net.URI;

/** Where Anthropic's endpoints are; base URLs are given with and without {@code /v1}. */
final class AnthropicUrls {
  private AnthropicUrls() {}

  static URI messages(Target target, boolean stream) {
    return ClaudeOnVertex.hosts(target)
        ? ClaudeOnVertex.messages(target, stream)
        : of(target, "/messages");
  }

  static URI countTokens(Target target) {
    return ClaudeOnVertex.hosts(target)
        ? ClaudeOnVertex.countTokens(target)
        : of(target, "/messages/count_tokens");
  }

  private static URI of(Target target, String path) {
    String base = target.baseUrl().getPath();
    boolean versioned = base != null && (base.endsWith("/v1") || base.endsWith("/v1/"));
    return target.url(versioned ? path : "/v1" + path);
  }
}
