package io.tollgate.providers.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Form;
import io.tollgate.providers.call.FormPart;
import io.tollgate.providers.call.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a multipart body while it flows by, in pieces cut anywhere, and keeps only its fields. A
 * client names the model after the file as often as before it, so the gateway lets the whole body
 * flow past this scanner into a spool, and then knows where it goes, can send it more than once,
 * and has refused what is too large before any provider has seen it.
 */
public final class MultipartScanner {
  private static final int MAX_PARTS = 128;
  private static final int MAX_HEAD_BYTES = 16 * 1024;

  /** For all fields together; the longest prompt of an image is 32 KB. */
  private static final int MAX_TEXT_BYTES = 256 * 1024;

  private enum State {
    PREAMBLE,
    AFTER_DELIMITER,
    HEAD,
    CONTENT,
    EPILOGUE
  }

  private final String contentType;

  /** Starts with a line break, which occurs nowhere else in it: a failed match starts over. */
  private final byte[] delimiter;

  private final List<FormPart> parts = new ArrayList<>();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private State state = State.PREAMBLE;

  /** The start of the body counts as the start of a line. */
  private int matched = 2;

  private long position;
  private int textBytes;
  private long partStart;
  private long contentStart;
  private @Nullable PartHead head;

  /** Throws {@link InvalidRequestException} unless the content type announces a form. */
  public MultipartScanner(@Nullable String contentType) {
    this.delimiter = ("\r\n--" + Boundary.of(contentType)).getBytes(ISO_8859_1);
    this.contentType = String.valueOf(contentType);
  }

  /** Takes the body's next bytes; throws {@link InvalidRequestException} if they are no form. */
  public void feed(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      position++;
      switch (state) {
        case PREAMBLE -> match(b);
        case CONTENT -> content(b);
        case AFTER_DELIMITER -> afterDelimiter(b);
        case HEAD -> head(b);
        case EPILOGUE -> {
          position += bytes.remaining();
          bytes.position(bytes.limit());
        }
      }
    }
  }

  /** The body has ended; throws {@link InvalidRequestException} if it is not whole. */
  public Form end() {
    if (state != State.EPILOGUE) {
      throw malformed("The multipart body breaks off");
    }
    return new Form(contentType, parts, position);
  }

  private void match(byte b) {
    if (b != delimiter[matched]) {
      matched = b == '\r' ? 1 : 0;
    } else if (++matched == delimiter.length) {
      matched = 0;
      delimited();
    }
  }

  private void content(byte b) {
    PartHead current = head;
    if (current != null && !current.file()) {
      kept.write(b);
      if (textBytes + kept.size() > MAX_TEXT_BYTES + delimiter.length) {
        throw InvalidRequestException.field(
            current.name(), "'" + current.name() + "' is too long for a field without a file name");
      }
    }
    match(b);
  }

  private void delimited() {
    long delimiterStart = Math.max(0, position - delimiter.length);
    if (head != null) {
      parts.add(part(head, delimiterStart));
      head = null;
    }
    if (parts.size() == MAX_PARTS) {
      throw malformed("The multipart body has more than " + MAX_PARTS + " parts");
    }
    kept.reset();
    partStart = delimiterStart;
    state = State.AFTER_DELIMITER;
  }

  private FormPart part(PartHead of, long end) {
    String text = null;
    if (!of.file()) {
      int length = kept.size() - delimiter.length;
      textBytes += length;
      text = new String(kept.toByteArray(), 0, length, UTF_8);
    }
    return new FormPart(of.name(), text, of.contentType(), partStart, contentStart, end);
  }

  /** Two dashes end the body; else only blanks may stand before the end of the line. */
  private void afterDelimiter(byte b) {
    kept.write(b);
    byte[] line = kept.toByteArray();
    if (line.length == 2 && line[0] == '-' && line[1] == '-') {
      state = State.EPILOGUE;
    } else if (b == '\n' && line.length >= 2 && line[line.length - 2] == '\r') {
      kept.reset();
      state = State.HEAD;
    } else if (b != ' ' && b != '\t' && b != '\r' && !(b == '-' && line.length == 1)) {
      throw malformed("The multipart body's boundary is followed by something else");
    } else if (line.length > MAX_HEAD_BYTES / 16) {
      throw malformed("The multipart body's boundary line is too long");
    }
  }

  private void head(byte b) {
    kept.write(b);
    if (kept.size() > MAX_HEAD_BYTES) {
      throw malformed("The head of a part of the multipart body is too long");
    }
    if (b != '\n') {
      return;
    }
    byte[] lines = kept.toByteArray();
    if (endsWithBlankLine(lines)) {
      head = PartHead.read(lines);
      kept.reset();
      contentStart = position;
      state = State.CONTENT;
    }
  }

  private static boolean endsWithBlankLine(byte[] lines) {
    int length = lines.length;
    boolean line = length >= 2 && lines[length - 2] == '\r';
    return line
        && (length == 2 || (length >= 4 && lines[length - 3] == '\n' && lines[length - 4] == '\r'));
  }

  private static InvalidRequestException malformed(String message) {
    return InvalidRequestException.field("body", message);
  }
}
