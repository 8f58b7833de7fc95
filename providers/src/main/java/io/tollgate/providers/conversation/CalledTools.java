package io.tollgate.providers.conversation;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.conversation.StreamEvent.ToolCallStarted;
import java.util.function.Consumer;

/** Says by which name the client knows the tools that an answer calls. */
final class CalledTools implements Consumer<StreamEvent> {
  private final ToolNames names;
  private final ClientFormat client;
  private final ClientRequest request;
  private final Consumer<StreamEvent> next;

  CalledTools(
      ToolNames names, ClientFormat client, ClientRequest request, Consumer<StreamEvent> next) {
    this.names = names;
    this.client = client;
    this.request = request;
    this.next = next;
  }

  @Override
  public void accept(StreamEvent event) {
    if (event instanceof ToolCallStarted call && ToolNames.mayBeShort(call.name())) {
      next.accept(
          new ToolCallStarted(
              call.choice(), call.tool(), call.id(), known(call.name()), call.signature()));
    } else {
      next.accept(event);
    }
  }

  /** Looked up in the request, which is read once more for the few names that may be short. */
  private String known(String called) {
    return client.decode(request, new Notes(false)).tools().stream()
        .map(Tool::name)
        .filter(name -> names.carried(name).equals(called))
        .findFirst()
        .orElse(called);
  }
}
