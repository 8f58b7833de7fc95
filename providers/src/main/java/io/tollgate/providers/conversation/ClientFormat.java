package io.tollgate.providers.conversation;

import io.tollgate.providers.call.ClientRequest;

/** The client's side of a wire format: requests come in, answers go out. */
public interface ClientFormat {
  /** Reads a request; throws {@code InvalidRequestException} naming what is wrong. */
  Conversation decode(ClientRequest request, Notes notes);

  /**
   * What this format calls a field that is named as in chat completions, whose words translations
   * use among themselves.
   */
  default String ownName(String field) {
    return field;
  }

  /** Whether it can be shown here; without, it is left out of the answer and named. */
  boolean hasPlaceFor(StreamEvent.Extra extra);

  /** Whether scores of tokens stand beside a text, so that those of a call have no place. */
  default boolean scoresTextOnly() {
    return false;
  }

  /** Writes a whole answer. */
  byte[] encode(WholeAnswer answer, ClientRequest request);

  /** Writes a stream. */
  StreamEncoder stream(ClientRequest request);
}
