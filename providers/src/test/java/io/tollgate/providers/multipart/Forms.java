package io.tollgate.providers.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Form;
import io.tollgate.providers.call.Upload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Multipart bodies as clients write them. */
public final class Forms {
  public static final String CONTENT_TYPE = "multipart/form-data; boundary=\"--X\"";

  private Forms() {}

  public static String field(String name, String value) {
    return "----X\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  public static String file(String name, String contentType, String content) {
    return "----X\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"; filename=\"a.wav\"\r\nContent-Type: "
        + contentType
        + "\r\n\r\n"
        + content
        + "\r\n";
  }

  public static String body(String... parts) {
    return String.join("", parts) + "----X--\r\n";
  }

  public static Form scan(String body) {
    return scan(body.getBytes(UTF_8), body.length() + 1);
  }

  public static Form scan(byte[] body, int pieceSize) {
    MultipartScanner scanner = new MultipartScanner(CONTENT_TYPE);
    for (int from = 0; from < body.length; from += pieceSize) {
      scanner.feed(ByteBuffer.wrap(body, from, Math.min(pieceSize, body.length - from)));
    }
    return scanner.end();
  }

  /** What the gateway would send for an upload. */
  public static byte[] assemble(Upload upload, byte[] clients) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Upload.Piece piece : upload.pieces()) {
      switch (piece) {
        case Upload.Own(ByteBuffer bytes) -> {
          byte[] own = new byte[bytes.remaining()];
          bytes.duplicate().get(own);
          out.writeBytes(own);
        }
        case Upload.OfClient(long from, long to) ->
            out.write(clients, Math.toIntExact(from), Math.toIntExact(to - from));
      }
    }
    return out.toByteArray();
  }
}
