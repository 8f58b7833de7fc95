package io.tollgate.providers.counting;

import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Conversation;
import io.tollgate.providers.conversation.Notes;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** A provider's own endpoint for counting tokens. */
public interface TokenCounter {
  /** Whether it counts for the target's model. */
  default boolean counts(Target target) {
    return true;
  }

  URI url(Target target);

  /** What the format needs besides credentials and content type. */
  default Header[] headers(Target target) {
    return new Header[0];
  }

  byte[] encode(Conversation conversation, Target target, Notes notes);

  /** The tokens that an answer counts; negative when it counts none. */
  long read(JsonNode answer);
}
