package io.tollgate.acceptance.sdk;

import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;

/** How google-genai is pointed at the gateway: by its base URL and key only. */
final class GoogleClients {

  private GoogleClients() {}

  /** Uses the path that this version of the SDK uses by itself. */
  static Client connect(GatewayUnderTest gateway, String key) {
    return connect(gateway, key, "v1beta");
  }

  static Client connect(GatewayUnderTest gateway, String key, String version) {
    return Client.builder()
        .apiKey(key)
        .httpOptions(
            HttpOptions.builder()
                .baseUrl(gateway.uri().toString())
                .apiVersion(version)
                .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                .build())
        .build();
  }
}
