package io.tollgate.providers.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.conversation.RemoteMedia;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonEdit;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Claude on Vertex AI: Anthropic's Messages API with the model in the path, the version of the API
 * in the body, and no files but those in the request.
 */
final class ClaudeOnVertex {
  private static final String VENDOR = "vertex-anthropic";
  private static final String VERSION = "anthropic_version";

  /** What the first version is called there; later ones have the same name everywhere. */
  private static final String CLASSIC = "vertex-2023-10-16";

  private ClaudeOnVertex() {}

  static boolean hosts(Target target) {
    return target.vendor().id().equals(VENDOR);
  }

  static URI messages(Target target, boolean stream) {
    // A model's version stands behind an @, which may stand in a path.
    String model = URLEncoder.encode(target.model(), UTF_8).replace("+", "%20").replace("%40", "@");
    return target.url("/models/" + model + (stream ? ":streamRawPredict" : ":rawPredict"));
  }

  static URI countTokens(Target target) {
    return target.url("/models/count-tokens:rawPredict");
  }

  /**
   * Puts the version where the model was, unless the client has named one, and the bytes of files
   * where their addresses were.
   */
  static void edit(
      JsonEdit edit, ClientRequest request, AnthropicVersion version, List<String> adapted) {
    byte[] messages = InlinedSources.of(request);
    if (messages != null) {
      edit.set("messages", messages);
      adapted.add(RemoteMedia.FETCHED);
    }
    boolean counts = request.endpoint() == Endpoint.COUNT_MESSAGE_TOKENS;
    boolean named = request.body().field(VERSION) != null;
    if (named && !counts) {
      edit.remove(List.of("model"));
    } else if (!named && counts) {
      edit.set(VERSION, Json.quoted(name(version)));
    } else if (!named) {
      edit.rename("model", VERSION).set("model", Json.quoted(name(version)));
    }
  }

  /** The same for a request of our own making. */
  static byte[] versioned(byte[] body, Target target, boolean counts) {
    ObjectNode versioned = Json.object().put(VERSION, name(AnthropicVersion.of(target)));
    versioned.setAll((ObjectNode) Json.read(body));
    if (!counts) {
      versioned.remove("model");
    }
    return Json.bytes(versioned);
  }

  private static String name(AnthropicVersion version) {
    return version.withoutSampling() ? version.date() : CLASSIC;
  }
}
