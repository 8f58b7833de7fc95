package io.tollgate.providers.wire.bedrock;

import io.tollgate.providers.conversation.Media;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.conversation.Part;
import io.tollgate.providers.json.Json;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes pictures, documents and sounds, which Converse takes as bytes of a named format. */
final class BedrockMedia {
  private static final Map<String, String> IMAGES =
      Map.of(
          "image/png", "png",
          "image/jpeg", "jpeg",
          "image/jpg", "jpeg",
          "image/gif", "gif",
          "image/webp", "webp");

  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "application/pdf", "pdf",
          "text/csv", "csv",
          "text/html", "html",
          "text/plain", "txt",
          "text/markdown", "md",
          "application/msword", "doc",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx",
          "application/vnd.ms-excel", "xls",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

  private static final int LONGEST_NAME = 200;

  private final Notes notes;
  private final Set<String> names = new HashSet<>();

  BedrockMedia(Notes notes) {
    this.notes = notes;
  }

  ObjectNode image(Media media) {
    Media.Inline inline = inline(media);
    return block("image", format(IMAGES, inline, "Images"), inline);
  }

  ObjectNode document(Part.Document document) {
    Media.Inline inline = inline(document.media());
    ObjectNode block = block("document", format(DOCUMENTS, inline, "Documents"), inline);
    ((ObjectNode) block.path("document")).put("name", name(document.name()));
    return block;
  }

  ObjectNode audio(Media.Inline audio) {
    String type = audio.mimeType().toLowerCase(Locale.ROOT);
    String format = type.substring(type.indexOf('/') + 1).replaceFirst("^x-", "");
    return block("audio", format.equals("mpeg") ? "mp3" : format, audio);
  }

  /** Documents are refused where nothing is said about them. */
  void captionDocuments(ArrayNode content) {
    boolean document = false;
    boolean text = false;
    for (JsonNode block : content.values()) {
      document |= block.has("document");
      text |= block.has("text");
    }
    if (document && !text) {
      content.insertObject(0).put("text", "See the attached document.");
      notes.adapted("a document without a text got one, as the provider demands");
    }
  }

  private static ObjectNode block(String kind, String format, Media.Inline inline) {
    ObjectNode block = Json.object();
    block.putObject(kind).put("format", format).putObject("source").put("bytes", inline.base64());
    return block;
  }

  private String format(Map<String, String> formats, Media.Inline inline, String what) {
    String format = formats.get(inline.mimeType().toLowerCase(Locale.ROOT));
    if (format == null) {
      throw notes.refused(
          inline,
          what + " of type " + inline.mimeType() + " are not taken by this model's provider");
    }
    return format;
  }

  private Media.Inline inline(Media media) {
    return switch (media) {
      case Media.Inline inline -> inline;
      case Media.Url url ->
          throw notes.refused(
              url, "This model's provider fetches no addresses: send the data itself");
      case Media.FileId file -> throw notes.foreignFile(file);
    };
  }

  /** Names must be unique and plain; a file's ending is told by its format. */
  private String name(@Nullable String wanted) {
    String plain =
        wanted == null
            ? ""
            : wanted
                .replaceFirst("\\.[A-Za-z0-9]{1,5}$", "")
                .replaceAll("[^A-Za-z0-9\\s()\\[\\]-]", "-")
                .replaceAll("\\s+", " ")
                .strip();
    String base = plain.isEmpty() ? "Document" : plain;
    String name = base.length() > LONGEST_NAME ? base.substring(0, LONGEST_NAME) : base;
    String unique = name;
    for (int number = 2; !names.add(unique); number++) {
      unique = name + " " + number;
    }
    return unique;
  }
}
