package io.tollgate.domain.response;

import java.util.List;

/** A response with all that came before it, as far as it can be had. */
public sealed interface Chain {

  /** All of it, oldest first. */
  record Complete(List<StoredResponse> turns) implements Chain {
    public Complete {
      turns = List.copyOf(turns);
    }
  }

  /** It, or a turn before it, does not exist for this owner, or no longer. */
  record Broken() implements Chain {}

  /** It is longer than was asked for. */
  record TooLong() implements Chain {}
}
