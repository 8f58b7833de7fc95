package io.tollgate.gateway.request;

import io.tollgate.gateway.upstream.Spool;
import io.tollgate.providers.call.Form;
import org.jspecify.annotations.Nullable;

/** What a client sent. */
sealed interface RequestBody {

  /** Where its files lie; null when it has none. */
  @Nullable Spool files();

  /** Its files are needed no longer. */
  default void release() {
    var files = files();
    if (files != null) {
      files.delete();
    }
  }

  /** A form with files, which lie on the disk. */
  record Uploaded(Form form, Spool files) implements RequestBody {}

  /** JSON, or what claims to be it, in memory. */
  final class InMemory implements RequestBody {

    private final byte[] bytes;

    InMemory(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public @Nullable Spool files() {
      return null;
    }
  }
}
