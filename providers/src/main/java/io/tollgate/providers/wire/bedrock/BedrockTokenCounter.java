package io.tollgate.providers.wire.bedrock;

import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.counting.TokenCounter;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.PathSegment;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bedrock's {@code CountTokens}, which counts for Claude and takes what shapes the prompt. */
public final class BedrockTokenCounter implements TokenCounter {
  private static final Set<String> COUNTED =
      Set.of("messages", "system", "toolConfig", "additionalModelRequestFields");

  /** It counts for models, not for the profiles by which several regions offer one. */
  private static final Pattern PROFILE = Pattern.compile("^[a-z-]{2,8}\\.(?=anthropic\\.)");

  @Override
  public boolean counts(Target target) {
    return BedrockModel.of(target.model()).family() == BedrockModel.Family.CLAUDE;
  }

  @Override
  public URI url(Target target) {
    String model = PROFILE.matcher(target.model()).replaceFirst("");
    return target.url("/model/" + PathSegment.encode(model) + "/count-tokens");
  }

  @Override
  public byte[] encode(Conversation conversation, Target target, Notes notes) {
    byte[] request = BedrockRequestEncoder.encode(conversation, target, notes);
    ObjectNode body = Json.object();
    ObjectNode converse = (ObjectNode) Json.read(request);
    body.putObject("input").set("converse", converse.retain(COUNTED));
    return Json.bytes(body);
  }

  @Override
  public long read(JsonNode answer) {
    return answer.path("inputTokens").asLong(-1);
  }
}
