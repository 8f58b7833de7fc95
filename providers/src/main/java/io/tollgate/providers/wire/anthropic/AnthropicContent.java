package io.tollgate.providers.wire.anthropic;

import io.tollgate.domain.provider.WireFormat;
import io.tollgate.providers.conversation.Conversation.Role;
import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Opaque;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonAt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads content blocks. */
final class AnthropicContent {
  private final Notes notes;
  private final AnthropicVersion version;

  AnthropicContent(Notes notes, AnthropicVersion version) {
    this.notes = notes;
    this.version = version;
  }

  /** A string, or blocks. */
  List<Part> parts(JsonAt content, Role role) {
    if (content.isString()) {
      return content.string().isEmpty() ? List.of() : List.of(new Part.Text(content.string()));
    }
    List<Part> parts = new ArrayList<>();
    for (JsonAt block : content.items()) {
      Part part = part(block, role);
      if (part != null) {
        parts.add(notes.at(block, part));
      }
      if (block.has("cache_control")) {
        parts.add(new Part.CacheMark(block.get("cache_control").get("ttl").optionalString()));
      }
    }
    return parts;
  }

  private @Nullable Part part(JsonAt block, Role role) {
    String type = block.get("type").string();
    return switch (type) {
      case "text" -> text(block, role);
      case "image" -> new Part.Image(media(block.get("source")), null);
      case "document" -> document(block, role);
      case "tool_use" -> call(block);
      case "tool_result" -> result(block);
      case "thinking" -> thinking(block);
      case "redacted_thinking" -> new Part.Reasoning("", carried(block.get("data").string(), true));
      case "search_result" -> new Part.Text(searchResult(block));
      case "server_tool_use", "mcp_tool_use" -> ofProvider(block);
      case String result when result.endsWith("_tool_result") -> ofProvider(block);
      default ->
          throw block
              .get("type")
              .invalid("Unknown content block '" + type + "' in '" + block.path() + ".type'");
    };
  }

  /** What Anthropic's own tools did earlier is nothing that another provider could go on with. */
  private @Nullable Part ofProvider(JsonAt block) {
    block.object();
    notes.dropped(block);
    return null;
  }

  private Part text(JsonAt block, Role role) {
    boolean cites = !block.get("citations").items().isEmpty();
    if (cites && role == Role.USER && version.withoutSampling()) {
      throw block
          .get("citations")
          .invalid(block.path() + ".citations: Extra inputs are not permitted");
    }
    return new Part.Text(block.get("text").string());
  }

  private Part document(JsonAt block, Role role) {
    if (role == Role.ASSISTANT && version.withoutSampling()) {
      throw block.invalid(block.path() + ": a document is not permitted in an assistant message");
    }
    JsonAt citations = block.get("citations");
    if (citations.get("enabled").flag()) {
      notes.dropped(citations);
    }
    JsonAt source = block.get("source");
    // What is text by its type says so once more.
    source.settled("media_type");
    return switch (source.get("type").string()) {
      case "text" -> new Part.Text(source.get("data").string());
      case "content" -> new Part.Text(contentText(source.get("content")));
      default -> new Part.Document(media(source), block.get("title").optionalString());
    };
  }

  /** Elsewhere it is text like any other, with where it is from. */
  private static String searchResult(JsonAt block) {
    String title = block.get("title").optionalString();
    String source = block.get("source").optionalString();
    String origin = (title == null ? "" : title + "\n") + (source == null ? "" : source + "\n");
    return origin + contentText(block.get("content"));
  }

  private static String contentText(JsonAt content) {
    if (content.isString()) {
      return content.string();
    }
    StringBuilder text = new StringBuilder();
    content.items().forEach(part -> text.append(part.get("text").node().asString("")));
    return text.toString();
  }

  private static Media media(JsonAt source) {
    return switch (source.get("type").string()) {
      case "base64" ->
          new Media.Inline(source.get("media_type").string(), source.get("data").string());
      case "url" -> new Media.Url(source.get("url").string());
      case "file" ->
          throw source
              .get("file_id")
              .invalid("A file id means nothing to this model's provider: send the file's data");
      default -> throw source.get("type").mismatch("base64, url or file");
    };
  }

  private static Part call(JsonAt block) {
    String id = block.get("id").string();
    // An answer says who called, and comes back with it.
    block.settled("caller");
    return new Part.ToolCall(
        Opaque.plainId(id),
        block.get("name").string(),
        Json.text(block.get("input").object()),
        Opaque.fromId(id));
  }

  private Part result(JsonAt block) {
    return new Part.ToolResult(
        Opaque.plainId(block.get("tool_use_id").string()),
        parts(block.get("content"), Role.USER),
        block.get("is_error").flag());
  }

  private static Part thinking(JsonAt block) {
    String signature = block.get("signature").optionalString();
    return new Part.Reasoning(
        block.get("thinking").string(),
        signature == null || signature.isEmpty() ? null : carried(signature, false));
  }

  private static Opaque carried(String data, boolean redacted) {
    Opaque opaque = Opaque.carried(data, WireFormat.ANTHROPIC);
    boolean asItCame = opaque.data().equals(data);
    return asItCame ? new Opaque(WireFormat.ANTHROPIC, data, redacted) : opaque;
  }

  /**
   * The signature of a thought whose provider signs none. The field must not be empty, and must not
   * look like Anthropic's: a client may send the thought to a Claude later.
   */
  static String unsigned() {
    return Opaque.signature(WireFormat.OPENAI, "unsigned").carriedIn(WireFormat.ANTHROPIC);
  }
}
