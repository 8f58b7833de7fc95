package io.tollgate.providers.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.Calls;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.RequestParser;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.multipart.Forms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one client protocol can ask for, as a file says: a table of the page. */
record ClientSamples(JsonNode file) {
  /** A request, and its body as it was sent. */
  record Asked(ClientRequest request, byte[] body) {
    String text() {
      return new String(body, UTF_8);
    }
  }

  static ClientSamples read(String client) {
    return new ClientSamples(resource("/matrix/" + client + ".json"));
  }

  static JsonNode resource(String path) {
    try (InputStream in = ClientSamples.class.getResourceAsStream(path)) {
      return Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String title() {
    return file.path("title").asString();
  }

  Endpoint endpoint() {
    return Endpoint.match(path()).orElseThrow().endpoint();
  }

  List<Upstream> upstreams() {
    List<String> names =
        file.has("upstreams")
            ? file.path("upstreams").values().stream().map(JsonNode::asString).toList()
            : Upstream.CONVERSING;
    return names.stream().map(Upstream::named).toList();
  }

  Set<Map.Entry<String, JsonNode>> cases() {
    return file.path("cases").properties();
  }

  /** What is asked for so that an answer may hold more than text. */
  JsonNode askedFor(String capability) {
    return file.path("asks").path(capability);
  }

  private String path() {
    return file.path("path").asString();
  }

  Asked asked(JsonNode sample) {
    boolean stream = sample.path("stream").asBoolean(false);
    if (!stream || !path().contains(":")) {
      return asked(path(), sample);
    }
    // Gemini's streams have an endpoint of their own.
    ObjectNode others = (ObjectNode) sample.deepCopy();
    others.remove("stream");
    return asked(path().replace(":generate", ":streamGenerate"), others);
  }

  ClientRequest request() {
    return asked(Json.object()).request();
  }

  ClientRequest streamed() {
    return asked(Json.object().put("stream", true)).request();
  }

  private Asked asked(String path, JsonNode sample) {
    ObjectNode body = (ObjectNode) file.path("base").deepCopy();
    merge(body, sample);
    if (file.has("files")) {
      return form(body);
    }
    String text = Json.text(body);
    return new Asked(Calls.request(path, "alt=sse", Headers.NONE, text), text.getBytes(UTF_8));
  }

  private Asked form(ObjectNode fields) {
    StringBuilder parts = new StringBuilder();
    file.path("files")
        .properties()
        .forEach(
            each -> parts.append(Forms.file(each.getKey(), each.getValue().asString(), "BYTES")));
    fields
        .properties()
        .forEach(each -> parts.append(Forms.field(each.getKey(), each.getValue().asString())));
    String text = Forms.body(parts.toString());
    Endpoint.Match match = new Endpoint.Match(endpoint(), null);
    return new Asked(
        RequestParser.parse(match, Forms.scan(text), Calls.CLOCK), text.getBytes(UTF_8));
  }

  private static void merge(ObjectNode body, JsonNode sample) {
    for (Map.Entry<String, JsonNode> field : sample.properties()) {
      if (body.get(field.getKey()) instanceof ObjectNode known && field.getValue().isObject()) {
        merge(known, field.getValue());
      } else {
        body.set(field.getKey(), field.getValue());
      }
    }
  }
}
