package io.tollgate.gateway.snapshot;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tollgate.domain.configuration.Configuration;
import io.tollgate.domain.secret.MasterKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last good configuration on the local disk, so that a node can start while PostgreSQL is away.
 * Encrypted and authenticated: whoever can write the file can still not add a key to it.
 */
final class SnapshotFile {

  private static final Logger log = LoggerFactory.getLogger(SnapshotFile.class);

  private static final byte[] FORM = "tollgate snapshot 1".getBytes(StandardCharsets.UTF_8);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Path file;
  private final SecretKey key;

  /** A version before this one may have written it: what it did not know yet is off or empty. */
  private final JsonMapper json =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .withConfigOverride(
              List.class,
              lists -> lists.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .build();

  private final SecureRandom random = new SecureRandom();

  SnapshotFile(Path file, MasterKey masterKey) {
    this.file = file;
    this.key = masterKey.derive("snapshot", "AES");
  }

  /** Replaces the file at once: whoever reads it finds the old or the new, never half of one. */
  void write(Configuration configuration) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.write(unfinished, seal(json.writeValueAsBytes(configuration)));
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What was written last; empty when there is nothing, or nothing that can be trusted. */
  Optional<Configuration> read() {
    try {
      return Optional.of(json.readValue(open(Files.readAllBytes(file)), Configuration.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | GeneralSecurityException | JacksonException unusable) {
      log.warn("The configuration kept in {} cannot be used: {}", file, unusable.toString());
      return Optional.empty();
    }
  }

  private byte[] seal(byte[] plain) {
    try {
      var nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      var sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM is part of every JDK", impossible);
    }
  }

  private byte[] open(byte[] sealed) throws GeneralSecurityException {
    if (sealed.length <= NONCE_BYTES) {
      throw new GeneralSecurityException("too short");
    }
    var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, nonce)
        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(FORM);
    return cipher;
  }
}
