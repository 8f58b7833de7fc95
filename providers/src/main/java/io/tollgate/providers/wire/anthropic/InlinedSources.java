package io.tollgate.providers.wire.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.FetchedMedia;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages of a client with bytes where it gave addresses, for who takes no addresses. */
final class InlinedSources {
  private InlinedSources() {}

  /**
   * The messages as JSON; null where no file of theirs lies at an address. Throws {@link
   * MediaNeededException} for what has not been fetched yet.
   */
  static byte @Nullable [] of(ClientRequest request) {
    JsonNode messages = request.body().value("messages");
    if (messages == null) {
      return null;
    }
    List<ObjectNode> blocks = new ArrayList<>(0);
    messages.values().forEach(message -> collect(message.path("content"), blocks));
    if (blocks.isEmpty()) {
      return null;
    }
    Set<String> wanted = new LinkedHashSet<>();
    blocks.forEach(block -> wanted.add(address(block)));
    if (!request.media().keySet().containsAll(wanted)) {
      throw new MediaNeededException(List.copyOf(wanted));
    }
    for (ObjectNode block : blocks) {
      FetchedMedia found = request.media().get(address(block));
      if (found != null) {
        inline(block, found);
      }
    }
    return Json.bytes(messages);
  }

  private static void collect(JsonNode content, List<ObjectNode> blocks) {
    for (JsonNode block : content.values()) {
      switch (block.path("type").asString("")) {
        case "image", "document" -> {
          boolean away = block.path("source").path("type").asString("").equals("url");
          if (away && block instanceof ObjectNode object) {
            blocks.add(object);
          }
        }
        case "tool_result" -> collect(block.path("content"), blocks);
        default -> {
          // What a tool is called with is its own, whatever it looks like.
        }
      }
    }
  }

  private static String address(ObjectNode block) {
    return block.path("source").path("url").asString("");
  }

  /** What it is, only the server there knew. */
  private static void inline(ObjectNode block, FetchedMedia found) {
    boolean text = found.mimeType().startsWith("text/");
    block.put("type", found.mimeType().startsWith("image/") ? "image" : "document");
    ObjectNode source = block.putObject("source").put("type", text ? "text" : "base64");
    source.put("media_type", text ? "text/plain" : found.mimeType());
    source.put(
        "data",
        text ? new String(Base64.getDecoder().decode(found.base64()), UTF_8) : found.base64());
  }
}
