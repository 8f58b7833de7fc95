package io.tollgate.providers.wire;

import io.tollgate.providers.call.Target;
import java.net.URI;

/** Where Cohere's endpoints are; a base URL may be given with or without a version. */
public final class CohereUrls {
  private CohereUrls() {}

  /** The path begins with the endpoint's own version. */
  public static URI of(Target target, String path) {
    String url = target.url("").toString();
    String root =
        url.endsWith("/v1") || url.endsWith("/v2") ? url.substring(0, url.length() - 3) : url;
    return URI.create(root + path);
  }
}
