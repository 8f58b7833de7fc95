package io.tollgate.providers.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.domain.provider.WireFormat;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * State that a provider handed out and wants back unchanged, such as the signature of a thought. It
 * carries its origin, so that any node can serve the next turn and no other vendor ever gets it.
 *
 * @param signer who signed it among those who speak the format; empty for the format's owner
 * @param redacted whether it stands for thoughts that are not shown at all
 */
public record Opaque(WireFormat origin, String signer, String data, boolean redacted) {
  private static final String MARK = "tg1.";
  static final String IN_ID = "__tg1_";

  /** How the mark begins in base64, whatever follows it. */
  static final String CARRIED = "dGcxL";

  /** Where formats keep what they have signed. */
  static final Set<String> FIELDS =
      Set.of(
          "signature",
          "data",
          "thoughtSignature",
          "thought_signature",
          "encrypted_content",
          "encrypted_index");

  /** What the owner of a format signed. */
  public Opaque(WireFormat origin, String data, boolean redacted) {
    this(origin, "", data, redacted);
  }

  public static Opaque signature(WireFormat origin, String data) {
    return new Opaque(origin, data, false);
  }

  /** The same, signed by somebody else who speaks the format. */
  Opaque by(String other) {
    return new Opaque(origin, other, data, redacted);
  }

  /** Fit for a signature field of a client's format: says whose it is, unless it is that one's. */
  public String carriedIn(WireFormat clientFormat) {
    return origin == clientFormat && signer.isEmpty() ? data : sealed();
  }

  /** Fit for such a field, with whose it is in any case. */
  String sealed() {
    String name = origin.name() + (signer.isEmpty() ? "" : "@" + signer);
    String plain = MARK + name + "." + (redacted ? "r" : "s") + "." + data;
    return Base64.getEncoder().encodeToString(plain.getBytes(UTF_8));
  }

  /** Reads a client's signature field, which holds what we put in or what its own vendor did. */
  public static Opaque carried(String value, WireFormat clientFormat) {
    if (value.startsWith(CARRIED)) {
      try {
        String plain = new String(Base64.getDecoder().decode(value), UTF_8);
        String[] pieces = plain.split("\\.", 4);
        if (pieces.length == 4 && pieces[0].equals("tg1")) {
          String[] name = pieces[1].split("@", 2);
          WireFormat origin = WireFormat.valueOf(name[0]);
          String signer = name.length == 2 ? name[1] : "";
          return new Opaque(origin, signer, pieces[3], pieces[2].equals("r"));
        }
      } catch (IllegalArgumentException notOurs) {
        return signature(clientFormat, value);
      }
    }
    return signature(clientFormat, value);
  }

  /**
   * A tool call's id with a signature inside, for clients that have no other field which they
   * surely send back. Uses only characters that every vendor's SDK allows in an id.
   */
  public static String intoId(String id, @Nullable Opaque signature) {
    if (signature == null) {
      return id;
    }
    String data =
        Base64.getUrlEncoder().withoutPadding().encodeToString(signature.data.getBytes(UTF_8));
    return id + IN_ID + signature.word() + "_" + data;
  }

  /** Whose it is, in small letters and dashes. */
  public String word() {
    String format = origin.name().toLowerCase(Locale.ROOT);
    return signer.isEmpty() ? format : format + "-" + signer;
  }

  /** Reads {@link #word}; null when it names no format. */
  public static @Nullable Opaque named(String word, String data, boolean redacted) {
    int dash = word.indexOf('-');
    String format = dash < 0 ? word : word.substring(0, dash);
    try {
      WireFormat origin = WireFormat.valueOf(format.toUpperCase(Locale.ROOT));
      return new Opaque(origin, dash < 0 ? "" : word.substring(dash + 1), data, redacted);
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  /** The id alone, as it was before {@link #intoId}. */
  public static String plainId(String id) {
    int mark = id.indexOf(IN_ID);
    return mark < 0 ? id : id.substring(0, mark);
  }

  /** The signature inside an id, if there is one. */
  public static @Nullable Opaque fromId(String id) {
    int mark = id.indexOf(IN_ID);
    int end = mark < 0 ? -1 : id.indexOf('_', mark + IN_ID.length());
    if (end < 0) {
      return null;
    }
    try {
      byte[] data = Base64.getUrlDecoder().decode(id.substring(end + 1));
      return named(id.substring(mark + IN_ID.length(), end), new String(data, UTF_8), false);
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }
}
