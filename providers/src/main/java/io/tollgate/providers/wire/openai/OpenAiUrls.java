package io.tollgate.providers.wire.openai;

import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import java.net.URI;

/** Where an OpenAI-shaped upstream has its endpoints. */
public final class OpenAiUrls {
  private OpenAiUrls() {}

  public static URI of(Endpoint endpoint, Target target) {
    String path =
        endpoint == Endpoint.CHAT_COMPLETIONS
            ? target.vendor().quirks().chatPath()
            : endpoint.path().substring("/v1".length());
    String version = target.setting("api-version");
    return target.url(version == null ? path : path + "?api-version=" + version);
  }
}
