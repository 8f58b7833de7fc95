package io.tollgate.providers.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import java.net.URI;
import java.net.URLEncoder;

/** Where an OpenAI-shaped upstream has its endpoints. */
public final class OpenAiUrls {
  private static final String CHAT = "/chat/completions";

  private OpenAiUrls() {}

  public static URI of(Endpoint endpoint, Target target) {
    String path = prefix(target) + endpoint.path().substring("/v1".length());
    String version = target.setting("api-version");
    return target.url(version == null ? path : path + "?api-version=" + version);
  }

  /**
   * What stands before every path: whatever stands before that of chat completions. It may name the
   * model, as Azure's deployments do.
   */
  private static String prefix(Target target) {
    String chat = target.vendor().quirks().chatPath();
    String prefix = chat.substring(0, Math.max(0, chat.length() - CHAT.length()));
    return prefix.replace("{model}", URLEncoder.encode(target.model(), UTF_8).replace("+", "%20"));
  }
}
