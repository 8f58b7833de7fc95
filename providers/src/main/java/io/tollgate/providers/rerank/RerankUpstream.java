package io.tollgate.providers.rerank;

import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.Notes;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** The provider's side: requests go out, answers come in. */
interface RerankUpstream {
  URI url(Target target);

  /** The body; throws {@code InvalidRequestException} for what the target cannot do. */
  JsonNode encode(RerankRequest request, Target target, Notes notes);

  Ranking decode(JsonNode answer);
}
