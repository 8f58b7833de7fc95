package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bytes of a picture, a document or a sound, or where they are. */
public sealed interface Media {
  /** In the request itself, in base64 without any prefix. */
  record Inline(String mimeType, String base64) implements Media {
    public Inline {
      mimeType = canonical(mimeType);
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
    if (!url.startsWith("data:")) {
      return new Url(url);
    }
    int comma = url.indexOf(',');
    if (comma < 0 || !url.substring(0, comma).endsWith(";base64")) {
      return new Url(url);
    }
    String type = url.substring("data:".length(), comma - ";base64".length());
    return new Inline(type, url.substring(comma + 1));
  }

  static String toUrl(Inline inline) {
    return "data:" + inline.mimeType() + ";base64," + inline.base64();
  }
}
