package io.tollgate.acceptance.sdk;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import java.util.Comparator;

/** How openai-java is pointed at the gateway: by its base URL and key only. */
final class OpenAiClients {

  /** Ids are drawn anew for each answer. */
  static final Comparator<ChatCompletionMessageFunctionToolCall> SAME_FUNCTION_CALL =
      Comparator.<ChatCompletionMessageFunctionToolCall, String>comparing(
              call -> call.function().name())
          .thenComparing(call -> call.function().arguments());

  private OpenAiClients() {}

  static OpenAIClient connect(GatewayUnderTest gateway, String key) {
    return connect(gateway, key, 0);
  }

  static OpenAIClient connect(GatewayUnderTest gateway, String key, int retries) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(gateway.uri() + "/v1")
        .apiKey(key)
        .maxRetries(retries)
        .build();
  }

  static ChatCompletionCreateParams question(String model) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .addUserMessage(Script.QUESTION)
        .build();
  }
}
