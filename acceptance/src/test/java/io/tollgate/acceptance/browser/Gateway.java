package io.tollgate.acceptance.browser;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.net.URI;

/** The gateway as a developer's program calls it: with the official SDK, address and key. */
record Gateway(URI address) {

  /** Says hello to a model and returns what it answers. */
  String call(String key, String model) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(address + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .build()
        .chat()
        .completions()
        .create(ChatCompletionCreateParams.builder().model(model).addUserMessage("Hello").build())
        .choices()
        .getFirst()
        .message()
        .content()
        .orElseThrow();
  }

  boolean refuses(String key) {
    try {
      call(key, "demo");
      return false;
    } catch (UnauthorizedException refused) {
      return true;
    }
  }
}
