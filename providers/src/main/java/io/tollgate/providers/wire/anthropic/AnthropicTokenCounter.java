package io.tollgate.providers.wire.anthropic;

import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.counting.TokenCounter;
import io.tollgate.providers.json.Json;
import java.net.URI;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's {@code count_tokens}, which takes what shapes the prompt and nothing else. */
public final class AnthropicTokenCounter implements TokenCounter {
  private static final Set<String> COUNTED =
      Set.of("model", "messages", "system", "tools", "tool_choice", "thinking");

  @Override
  public URI url(Target target) {
    return AnthropicUrls.countTokens(target);
  }

  @Override
  public Header[] headers(Target target) {
    return new Header[] {new Header("anthropic-version", AnthropicVersion.of(target).date())};
  }

  @Override
  public byte[] encode(Conversation conversation, Target target, Notes notes) {
    byte[] request = AnthropicRequestEncoder.encode(conversation, target, notes);
    ObjectNode body = (ObjectNode) Json.read(request);
    byte[] counted = Json.bytes(body.retain(COUNTED));
    return ClaudeOnVertex.hosts(target) ? ClaudeOnVertex.versioned(counted, target, true) : counted;
  }

  @Override
  public long read(JsonNode answer) {
    return answer.path("input_tokens").asLong(-1);
  }
}
