package io.tollgate.providers.corpus;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import java.util.ArrayList;
import java.util.List;

/** A small request of every client protocol. */
final class ClientRequests {
  private ClientRequests() {}

  static List<ClientRequest> each(boolean stream) {
    List<ClientRequest> requests = new ArrayList<>();
    requests.add(
        Calls.chat(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":"
                + stream
                + (stream ? ",\"stream_options\":{\"include_usage\":true}}" : "}")));
    return requests;
  }
}
