package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bytes of a picture, a document or a sound, or where they are. */
public sealed interface Media {
  /** In the request itself, in base64 without any prefix. */
  record Inline(String mimeType, String base64) implements Media {
    public Inline {
      mimeType = canonical(mimeType);
      base64 = inOneLine(base64);
    }

    /** Mailers break base64 into lines, and so do the tools made for them. */
    private static String inOneLine(String base64) {
      return base64.indexOf('\n') < 0 ? base64 : base64.replaceAll("\\s", "");
    }

    /** People write types in capitals, with parameters, and the one of JPEG after its ending. */
    private static String canonical(String mimeType) {
      int parameters = mimeType.indexOf(';');
      String type = parameters < 0 ? mimeType : mimeType.substring(0, parameters);
      String plain = type.strip().toLowerCase(Locale.ROOT);
      return plain.equals("image/jpg") ? "image/jpeg" : plain;
    }

    /** What it says, if it is plain text; null for anything else. */
    public @Nullable String text() {
      if (!mimeType.startsWith("text/")) {
        return null;
      }
      try {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
      } catch (IllegalArgumentException notBase64) {
        return null;
      }
    }
  }

  /** At an address that the provider fetches, or the gateway where the provider does not. */
  record Url(String url) implements Media {}

  /** Stored at a provider; means something only there. */
  record FileId(String id) implements Media {}

  /** Reads {@code data:MIME;base64,…} as inline bytes and anything else as an address. */
  static Media ofUrl(String url) {
    int comma = url.indexOf(',');
    if (comma < 0 || !url.regionMatches(true, 0, "data:", 0, "data:".length())) {
      return new Url(url);
    }
    String type = url.substring("data:".length(), comma);
    return type.toLowerCase(Locale.ROOT).endsWith(";base64")
        ? new Inline(type, url.substring(comma + 1))
        : percentEncoded(type, url);
  }

  /** The older form of such an address, for what is text in the main. */
  private static Media percentEncoded(String type, String url) {
    try {
      String bytes = url.substring(url.indexOf(',') + 1).replace("+", "%2B");
      byte[] decoded = URLDecoder.decode(bytes, ISO_8859_1).getBytes(ISO_8859_1);
      String named = type.isEmpty() ? "text/plain" : type;
      return new Inline(named, Base64.getEncoder().encodeToString(decoded));
    } catch (IllegalArgumentException notEncoded) {
      return new Url(url);
    }
  }

  static String toUrl(Inline inline) {
    return "data:" + inline.mimeType() + ";base64," + inline.base64();
  }
}
