package io.tollgate.acceptance.sdk;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;

/**
 * How anthropic-java is pointed at the gateway: by its base URL and key only. The suites are run
 * with version 3, which speaks {@code 2026-10-21} and sends the key as a bearer token, and again
 * with version 2, which speaks {@code 2023-06-01} and sends it as {@code x-api-key}.
 */
final class AnthropicClients {

  static final long MAX_TOKENS = 500;

  private AnthropicClients() {}

  static AnthropicClient connect(GatewayUnderTest gateway, String key) {
    return connect(gateway, key, 0);
  }

  static AnthropicClient connect(GatewayUnderTest gateway, String key, int retries) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(gateway.uri().toString())
        .apiKey(key)
        .maxRetries(retries)
        .build();
  }

  static MessageCreateParams.Builder conversation(String model) {
    return MessageCreateParams.builder().model(model).maxTokens(MAX_TOKENS);
  }

  static MessageCreateParams question(String model) {
    return conversation(model).addUserMessage(Script.QUESTION).build();
  }
}
