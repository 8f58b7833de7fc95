package io.tollgate.providers.wire.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Target;
import java.net.URI;
import java.net.URLEncoder;

/** Where a model's methods are: the model stands in the path. */
public final class GeminiUrls {
  private GeminiUrls() {}

  /** {@code method} from its colon on. */
  public static URI of(Target target, String method) {
    String model = target.model();
    String named = model.startsWith("models/") ? model.substring("models/".length()) : model;
    String encoded = URLEncoder.encode(named, UTF_8).replace("+", "%20");
    return target.url("/models/" + encoded + method);
  }
}
