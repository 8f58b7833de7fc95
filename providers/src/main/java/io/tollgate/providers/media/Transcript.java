package io.tollgate.providers.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.UnreadableReplyException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was said, as Deepgram heard it and as OpenAI's clients read it.
 *
 * @param language null if neither told nor detected
 * @param seconds of sound
 */
record Transcript(
    String text,
    @Nullable String language,
    BigDecimal seconds,
    List<Stretch> words,
    List<Stretch> segments) {
  /** A stretch of speech; times are in seconds. */
  record Stretch(String text, BigDecimal start, BigDecimal end) {}

  /** How a client wants to read it. */
  enum Format {
    JSON("application/json"),
    VERBOSE_JSON("application/json"),
    TEXT("text/plain; charset=utf-8"),
    SRT("text/plain; charset=utf-8"),
    VTT("text/vtt; charset=utf-8");

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }

    static Format of(@Nullable String name) {
      for (Format format : values()) {
        if (format.name().toLowerCase(Locale.ROOT).equals(name == null ? "json" : name)) {
          return format;
        }
      }
      throw InvalidRequestException.field(
          "response_format",
          "'response_format' must be json, verbose_json, text, srt or vtt for the model's provider");
    }
  }

  static Transcript of(JsonNode answer) {
    JsonNode channel = answer.path("results").path("channels").path(0);
    JsonNode best = channel.path("alternatives").path(0);
    if (!best.path("transcript").isString()) {
      throw new UnreadableReplyException("The answer holds no transcript");
    }
    return new Transcript(
        best.path("transcript").stringValue(),
        channel.path("detected_language").stringValue(null),
        answer.path("metadata").path("duration").asDecimal(BigDecimal.ZERO),
        stretches(best.path("words"), "punctuated_word", "word"),
        stretches(answer.path("results").path("utterances"), "transcript", "transcript"));
  }

  private static List<Stretch> stretches(JsonNode array, String text, String plainText) {
    List<Stretch> stretches = new ArrayList<>();
    for (JsonNode one : array.values()) {
      stretches.add(
          new Stretch(
              one.path(text).asString(one.path(plainText).asString("")),
              one.path("start").asDecimal(BigDecimal.ZERO),
              one.path("end").asDecimal(BigDecimal.ZERO)));
    }
    return stretches;
  }

  byte[] show(Format format) {
    return switch (format) {
      case JSON -> Json.bytes(withUsage(Json.object().put("text", text)));
      case VERBOSE_JSON -> Json.bytes(verbose());
      case TEXT -> (text + "\n").getBytes(UTF_8);
      case SRT -> subtitles("", ',').getBytes(UTF_8);
      case VTT -> subtitles("WEBVTT\n\n", '.').getBytes(UTF_8);
    };
  }

  private ObjectNode withUsage(ObjectNode reply) {
    reply.putObject("usage").put("type", "duration").put("seconds", MediaUsage.whole(seconds));
    return reply;
  }

  private ObjectNode verbose() {
    ObjectNode reply = Json.object().put("task", "transcribe");
    if (language != null) {
      reply.put("language", language);
    }
    reply.put("duration", seconds).put("text", text);
    ArrayNode spoken = reply.putArray("words");
    for (Stretch word : words) {
      spoken.addObject().put("word", word.text).put("start", word.start).put("end", word.end);
    }
    ArrayNode parts = reply.putArray("segments");
    for (Stretch segment : segments) {
      parts
          .addObject()
          .put("id", parts.size() - 1)
          .put("start", segment.start)
          .put("end", segment.end)
          .put("text", segment.text);
    }
    return withUsage(reply);
  }

  private String subtitles(String head, char fraction) {
    StringBuilder out = new StringBuilder(head);
    int number = 1;
    for (Stretch segment : segments) {
      if (head.isEmpty()) {
        out.append(number++).append('\n');
      }
      out.append(time(segment.start, fraction)).append(" --> ").append(time(segment.end, fraction));
      out.append('\n').append(segment.text).append("\n\n");
    }
    return out.toString();
  }

  private static String time(BigDecimal seconds, char fraction) {
    BigDecimal bounded = MediaUsage.bounded(seconds);
    long millis = bounded.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValue();
    return "%02d:%02d:%02d%c%03d"
        .formatted(
            millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, fraction, millis % 1000);
  }
}
