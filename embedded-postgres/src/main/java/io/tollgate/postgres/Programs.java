package io.tollgate.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the class path. */
final class Programs {

  private final Path directory;

  private Programs(Path directory) {
    this.directory = directory;
  }

  /** Unpacks them into a directory of their own below this one, unless they are there already. */
  static Programs unpackedBelow(Path parent) {
    var archive = archive();
    try {
      var directory = parent.resolve("postgres-" + checksum(archive));
      if (!Files.exists(directory)) {
        Files.createDirectories(parent);
        unpack(archive, directory);
      }
      return new Programs(directory);
    } catch (IOException failed) {
      throw new PostgresFailure("cannot unpack PostgreSQL below " + parent, failed);
    }
  }

  String path(String name) {
    return directory.resolve("bin").resolve(name).toString();
  }

  private static URL archive() {
    var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    var machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    var name = "/postgres-" + system + "-" + machine + ".txz";
    var found = Programs.class.getResource(name);
    if (found == null) {
      throw new PostgresFailure("there is no PostgreSQL for " + system + " on " + machine);
    }
    return found;
  }

  /** Tells the programs of one build from those of another. */
  private static String checksum(URL archive) throws IOException {
    var connection = (JarURLConnection) archive.openConnection();
    return Long.toHexString(connection.getJarEntry().getCrc());
  }

  /** Whoever sees the directory sees all of it, also where several processes unpack at once. */
  private static void unpack(URL archive, Path directory) throws IOException {
    var draft = Files.createTempDirectory(directory.getParent(), "unpacking");
    try {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      try (var tar =
          new TarArchiveInputStream(
              new XZInputStream(new BufferedInputStream(archive.openStream())))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          unpack(tar, entry, draft);
        }
      }
      Files.move(draft, directory);
    } catch (FileSystemException failed) {
      Trees.delete(draft);
      if (!Files.exists(directory)) {
        throw failed;
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
      throws IOException {
    var target = directory.resolve(entry.getName()).normalize();
    if (!target.startsWith(directory)) {
      throw new FileAlreadyExistsException(target + " is outside of the archive");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.copy(directory.resolve(entry.getLinkName()), target);
    } else {
      Files.copy(tar, target);
      Files.setPosixFilePermissions(target, permissions(entry.getMode()));
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    var permissions = new HashSet<>(PosixFilePermissions.fromString("rw-r--r--"));
    if ((mode & 0100) != 0) {
      permissions.addAll(PosixFilePermissions.fromString("--x--x--x"));
    }
    return permissions;
  }
}
