package io.tollgate.providers.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.InvalidRequestException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands above a part's content. */
record PartHead(String name, boolean file, @Nullable String contentType) {
  // Browsers escape a quote inside a name as %22, others with a backslash.
  private static final Pattern NAME = parameter("name");
  private static final Pattern FILE_NAME = parameter("filename\\*?");

  private static Pattern parameter(String name) {
    return Pattern.compile(
        ";\\s*" + name + "\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]*))",
        Pattern.CASE_INSENSITIVE);
  }

  static PartHead read(byte[] lines) {
    String disposition = null;
    String contentType = null;
    for (String line : new String(lines, UTF_8).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      switch (name) {
        case "content-disposition" -> disposition = only(disposition, value);
        case "content-type" -> contentType = value;
        default -> {}
      }
    }
    String name = disposition == null ? null : value(NAME, disposition);
    if (disposition == null || name == null || name.isEmpty()) {
      throw InvalidRequestException.field("body", "A part of the multipart body has no name");
    }
    return new PartHead(name, value(FILE_NAME, disposition) != null, contentType);
  }

  /** A second one, or one with half a line break in it, would be read by each in its own way. */
  private static String only(@Nullable String before, String value) {
    if (before != null || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw InvalidRequestException.field("body", "A part of the multipart body has two names");
    }
    return value;
  }

  private static @Nullable String value(Pattern pattern, String disposition) {
    Matcher matcher = pattern.matcher(disposition);
    if (!matcher.find()) {
      return null;
    }
    String quoted = matcher.group(1);
    return quoted == null ? matcher.group(2) : quoted.replaceAll("\\\\(.)", "$1");
  }
}
