package io.tollgate.providers.corpus;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Headers;
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
    requests.add(
        Calls.request(
            "/v1/messages",
            "{\"model\":\"m\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
                + "\"stream\":"
                + stream
                + "}"));
    String contents = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}";
    String method = stream ? ":streamGenerateContent" : ":generateContent";
    requests.add(Calls.request("/v1beta/models/m" + method, "alt=sse", Headers.NONE, contents));
    requests.add(
        Calls.request(
            "/v1/responses", "{\"model\":\"m\",\"input\":\"Hi\",\"stream\":" + stream + "}"));
    return requests;
  }
}
