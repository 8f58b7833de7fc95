package io.tollgate.providers.conversation;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The one sound of a choice, put together from its pieces. */
final class Sound {
  private final String mimeType;
  private final List<String> pieces = new ArrayList<>();

  Sound(String mimeType) {
    this.mimeType = mimeType;
  }

  void append(String base64) {
    pieces.add(base64);
  }

  Media.Inline media() {
    return new Media.Inline(mimeType, joined());
  }

  /** Pieces that fill their last letter can be put behind each other as they are. */
  private String joined() {
    boolean seamless =
        pieces.subList(0, pieces.size() - 1).stream().noneMatch(piece -> piece.endsWith("="));
    if (seamless) {
      return pieces.size() == 1 ? pieces.getFirst() : String.join("", pieces);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      pieces.forEach(piece -> bytes.writeBytes(Base64.getDecoder().decode(piece)));
    } catch (IllegalArgumentException notBase64) {
      return String.join("", pieces);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
