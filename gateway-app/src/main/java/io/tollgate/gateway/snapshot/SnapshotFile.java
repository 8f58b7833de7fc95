package io.tollgate.gateway.snapshot;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tollgate.domain.configuration.Configuration;
import io.tollgate.domain.secret.MasterKey;
import io.tollgate.domain.secret.Seal;
import io.tollgate.domain.secret.SecretUnreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
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

  private static final String FORM = "tollgate snapshot 1";

  private final Path file;
  private final Seal seal;

  /** A version before this one may have written it: what it did not know yet is off or empty. */
  private final JsonMapper json =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .withConfigOverride(
              List.class,
              lists -> lists.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .build();

  SnapshotFile(Path file, MasterKey masterKey) {
    this.file = file;
    this.seal = new Seal(masterKey.derive("snapshot", "AES"));
  }

  /** Replaces the file at once: whoever reads it finds the old or the new, never half of one. */
  void write(Configuration configuration) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.write(unfinished, seal.seal(json.writeValueAsBytes(configuration), FORM));
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What was written last; empty when there is nothing, or nothing that can be trusted. */
  Optional<Configuration> read() {
    try {
      return Optional.of(
          json.readValue(seal.open(Files.readAllBytes(file), FORM), Configuration.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | SecretUnreadable | JacksonException unusable) {
      log.warn("The configuration kept in {} cannot be used: {}", file, unusable.toString());
      return Optional.empty();
    }
  }
}
