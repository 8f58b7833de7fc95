package io.tollgate.providers.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Header;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes a form of text fields, for providers that take no JSON. */
public final class FormWriter {
  private record Field(String name, String value) {}

  private final List<Field> fields = new ArrayList<>();

  /** The name is ours: it needs no escaping. */
  public FormWriter text(String name, String value) {
    fields.add(new Field(name, value));
    return this;
  }

  public Header contentType() {
    return new Header("content-type", "multipart/form-data; boundary=" + boundary());
  }

  public byte[] body() {
    String boundary = boundary();
    StringBuilder body = new StringBuilder();
    for (Field field : fields) {
      body.append("--").append(boundary).append("\r\n");
      body.append("Content-Disposition: form-data; name=\"").append(field.name).append("\"\r\n");
      body.append("\r\n").append(field.value).append("\r\n");
    }
    return body.append("--").append(boundary).append("--\r\n").toString().getBytes(UTF_8);
  }

  /** Made from the content, so that no content can contain it. */
  private String boundary() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Field field : fields) {
        digest.update(field.value.getBytes(UTF_8));
      }
      return "tollgate-" + HexFormat.of().formatHex(digest.digest(), 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
