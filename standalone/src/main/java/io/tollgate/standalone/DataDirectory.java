package io.tollgate.standalone;

import io.tollgate.domain.secret.MasterKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/**
 * The directory that keeps everything of one installation: the database, the master key, the ports
 * of the embedded servers, the gateway's journal and the logs. One process at a time may use it.
 */
final class DataDirectory implements AutoCloseable {

  private final Path root;
  private final FileChannel lockFile;

  private DataDirectory(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Opens the directory, making it where it is missing; throws {@link StartFailure} when it cannot
   * be used.
   */
  static DataDirectory open(Path path) {
    var root = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      restrictToOwner(root);
      Files.createDirectories(root.resolve("logs"));
      var channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        throw new StartFailure(
            "another Tollgate is using " + root + "; choose another with --data-dir");
      }
      return new DataDirectory(root, channel);
    } catch (IOException unusable) {
      throw new StartFailure("cannot write to the data directory " + root, unusable);
    }
  }

  Path resolve(String name) {
    return root.resolve(name);
  }

  Path logs() {
    return root.resolve("logs");
  }

  /** The master key, made at the first start and readable by its owner only. */
  MasterKey masterKey() {
    var file = root.resolve("master.key");
    try {
      if (Files.exists(file)) {
        return MasterKey.parse(Files.readString(file));
      }
      var key = MasterKey.generate();
      var draft = Files.createTempFile(root, "master", ".key", ownerOnly("rw-------"));
      Files.writeString(draft, key.export() + System.lineSeparator());
      Files.move(draft, file);
      return key;
    } catch (IOException | IllegalArgumentException unusable) {
      throw new StartFailure("cannot use " + file + ": " + unusable.getMessage(), unusable);
    }
  }

  /**
   * The loopback port of an embedded server. It is chosen once and written down, because the stored
   * configuration names it; should something else have taken it since, another one is chosen.
   */
  int port(String server) {
    var file = root.resolve("ports.properties");
    try {
      var ports = new Properties();
      if (Files.exists(file)) {
        try (var reader = Files.newBufferedReader(file)) {
          ports.load(reader);
        }
      }
      int known = Integer.parseInt(ports.getProperty(server, "0"));
      int port = freePort(known);
      if (port != known) {
        ports.setProperty(server, Integer.toString(port));
        try (var writer = Files.newBufferedWriter(file)) {
          ports.store(writer, null);
        }
      }
      return port;
    } catch (IOException | NumberFormatException unusable) {
      throw new StartFailure("cannot use " + file + ": " + unusable.getMessage(), unusable);
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static int freePort(int preferred) throws IOException {
    try (var socket = new ServerSocket(preferred, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static void restrictToOwner(Path directory) throws IOException {
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static java.nio.file.attribute.FileAttribute<?>[] ownerOnly(String permissions) {
    return java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new java.nio.file.attribute.FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new java.nio.file.attribute.FileAttribute<?>[0];
  }
}
