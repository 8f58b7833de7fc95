package io.tollgate.providers.wire.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Target;
import java.net.URI;
import java.net.URLEncoder;

/**
 * Where a model's methods are: the model stands in the path. Base URLs are given with a version,
 * and as a bare host.
 */
public final class GeminiUrls {
  private GeminiUrls() {}

  /** {@code method} from its colon on. */
  public static URI of(Target target, String method) {
    String model = target.model();
    String named = model.startsWith("models/") ? model.substring("models/".length()) : model;
    String encoded = URLEncoder.encode(named, UTF_8).replace("+", "%20");
    return target.url(version(target) + "/models/" + encoded + method);
  }

  private static String version(Target target) {
    String base = target.baseUrl().getPath();
    return base == null || base.isEmpty() || base.equals("/") ? "/v1beta" : "";
  }
}
