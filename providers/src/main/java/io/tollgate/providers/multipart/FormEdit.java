package io.tollgate.providers.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.providers.call.Form;
import io.tollgate.providers.call.FormPart;
import io.tollgate.providers.call.Upload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Changes to single fields of a form; every other byte is sent as the client wrote it. */
public final class FormEdit {
  private final Form form;
  private final List<Upload.Piece> pieces = new ArrayList<>();
  private long read;

  private FormEdit(Form form) {
    this.form = form;
  }

  /** The form with one field's value replaced, wherever the field stands. */
  public static Upload replace(Form form, String name, String value) {
    FormEdit edit = new FormEdit(form);
    for (FormPart part : form.parts()) {
      if (part.name().equals(name)) {
        edit.splice(part.from(), part.to(), value);
      }
    }
    return edit.finish();
  }

  private void splice(long from, long to, String replacement) {
    copyUntil(from);
    pieces.add(new Upload.Own(ByteBuffer.wrap(replacement.getBytes(UTF_8))));
    read = to;
  }

  private void copyUntil(long offset) {
    if (offset > read) {
      pieces.add(new Upload.OfClient(read, offset));
    }
  }

  private Upload finish() {
    copyUntil(form.length());
    return new Upload(pieces);
  }
}
