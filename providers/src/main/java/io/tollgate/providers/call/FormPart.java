package io.tollgate.providers.call;

import org.jspecify.annotations.Nullable;

/**
 * One part of a client's multipart body. Offsets are bytes from the body's start.
 *
 * @param text a field's value; null for a file, whose content is known only by where it lies
 * @param contentType as the client named it for this part
 * @param start where the line that begins the part starts, its line break included
 * @param from where the content starts
 * @param to where the content ends, and the next part starts
 */
public record FormPart(
    String name,
    @Nullable String text,
    @Nullable String contentType,
    long start,
    long from,
    long to) {
  public boolean isFile() {
    return text == null;
  }
}
