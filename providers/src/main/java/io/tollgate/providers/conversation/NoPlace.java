package io.tollgate.providers.conversation;

import io.tollgate.providers.conversation.StreamEvent.Extra;
import java.util.function.Consumer;

/** Takes out of an answer what its client's format has no place for, and names it. */
record NoPlace(ClientFormat format, Consumer<String> names, Consumer<StreamEvent> next)
    implements Consumer<StreamEvent> {
  @Override
  public void accept(StreamEvent event) {
    if (event instanceof Extra extra && !format.hasPlaceFor(extra)) {
      names.accept(extra.name());
    } else {
      next.accept(event);
    }
  }
}
