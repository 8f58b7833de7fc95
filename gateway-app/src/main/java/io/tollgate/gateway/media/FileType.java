package io.tollgate.gateway.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a fetched file is. Its first bytes count more than what its server says: object stores
 * call everything a stream of octets, and providers refuse a picture under a wrong name.
 */
final class FileType {

  private static final Set<String> DOCUMENTS =
      Set.of("application/pdf", "text/plain", "text/markdown", "text/csv");

  private FileType() {}

  /** Null for what no model takes. */
  static @Nullable String of(byte[] bytes, @Nullable String declared) {
    var recognised = recognised(bytes);
    if (recognised != null) {
      return recognised;
    }
    var type = declared == null ? "" : declared.toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    var bare = (parameters < 0 ? type : type.substring(0, parameters)).strip();
    // A drawing in SVG is a program, not a picture.
    boolean media =
        (bare.startsWith("image/") && !bare.startsWith("image/svg")) || bare.startsWith("audio/");
    return media || DOCUMENTS.contains(bare) ? bare : null;
  }

  private static @Nullable String recognised(byte[] bytes) {
    var head = new String(bytes, 0, Math.min(bytes.length, 12), ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return "image/png";
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return "image/gif";
    }
    if (head.startsWith("RIFF") && head.endsWith("WEBP")) {
      return "image/webp";
    }
    if (head.startsWith("RIFF") && head.endsWith("WAVE")) {
      return "audio/wav";
    }
    return head.startsWith("%PDF-") ? "application/pdf" : null;
  }
}
