package io.tollgate.providers.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client's multipart body holds: its fields by value, its files by where they lie. The bytes
 * themselves stay with the gateway, which need not hold them in memory.
 *
 * @param contentType the header's value, with the boundary
 * @param length of the whole body, in bytes
 */
public record Form(String contentType, List<FormPart> parts, long length) {
  public Form {
    parts = List.copyOf(parts);
  }

  /** A field's value; null if there is none. Throws where the same name means two things. */
  public @Nullable String text(String name) {
    FormPart part = single(name);
    if (part != null && part.isFile()) {
      throw InvalidRequestException.field(name, "'" + name + "' must be a text, not a file");
    }
    return part == null ? null : part.text();
  }

  /** A file; null if there is none. */
  public @Nullable FormPart file(String name) {
    FormPart part = single(name);
    return part == null || !part.isFile() ? null : part;
  }

  private @Nullable FormPart single(String name) {
    FormPart found = null;
    for (FormPart part : parts) {
      if (part.name().equals(name)) {
        if (found != null) {
          throw InvalidRequestException.field(name, "'" + name + "' is given more than once");
        }
        found = part;
      }
    }
    return found;
  }
}
