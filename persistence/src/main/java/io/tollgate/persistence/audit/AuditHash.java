package io.tollgate.persistence.audit;

import io.tollgate.domain.audit.AuditEntry;
import io.tollgate.domain.secret.Hash256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The hash that ties an entry to the one before it: SHA-256 over the hash before and the entry's
 * canonical form. In that form every text stands behind its length, so that no two entries share
 * one.
 */
final class AuditHash {

  private static final int ABSENT = -1;

  private AuditHash() {}

  static Hash256 of(Hash256 previous, AuditEntry entry) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(previous.toBytes());
      return Hash256.of(sha256.digest(canonicalForm(entry)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is part of every JDK", impossible);
    }
  }

  private static byte[] canonicalForm(AuditEntry entry) {
    var bytes = new ByteArrayOutputStream(512);
    try (var out = new DataOutputStream(bytes)) {
      var change = entry.change();
      out.writeLong(entry.sequence());
      out.writeLong(entry.occurredAt().getEpochSecond());
      out.writeInt(entry.occurredAt().get(ChronoField.MICRO_OF_SECOND));
      write(out, change.actor().user());
      write(out, change.actor().name());
      write(out, change.tenant());
      write(out, change.action());
      write(out, change.objectType());
      write(out, change.objectId());
      write(out, change.before());
      write(out, change.after());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Map<String, String> fields) throws IOException {
    out.writeInt(fields.size());
    for (var field : new TreeMap<>(fields).entrySet()) {
      write(out, field.getKey());
      write(out, field.getValue());
    }
  }

  private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeInt(ABSENT);
    } else {
      var text = value.toString().getBytes(StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
    }
  }
}
