package io.tollgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTests {

  @TempDir Path temporary;

  @Test
  void keepsItsMasterKey() throws IOException {
    String first;
    try (var directory = DataDirectory.open(temporary)) {
      first = directory.masterKey().export();
    }
    try (var directory = DataDirectory.open(temporary)) {
      assertThat(directory.masterKey().export()).isEqualTo(first);
    }
  }

  @Test
  void letsNobodyElseReadItsMasterKey() throws IOException {
    try (var directory = DataDirectory.open(temporary)) {
      directory.masterKey();

      assertThat(Files.getPosixFilePermissions(directory.resolve("master.key")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void servesOneProcessAtATime() throws IOException {
    try (var first = DataDirectory.open(temporary)) {
      assertThat(first.logs()).isDirectory();
      assertThatThrownBy(() -> DataDirectory.open(temporary))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("another Tollgate");
    }
  }

  @Test
  void remembersThePortsOfItsServers() throws IOException {
    try (var directory = DataDirectory.open(temporary)) {
      int port = directory.port("postgres");

      assertThat(directory.port("postgres")).isEqualTo(port);
      assertThat(directory.port("simulator")).isNotEqualTo(port);
    }
  }

  @Test
  void takesAnotherPortWhenItsOwnIsTaken() throws IOException {
    try (var directory = DataDirectory.open(temporary)) {
      int port = directory.port("postgres");
      try (var stranger = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(directory.port("postgres")).isNotEqualTo(stranger.getLocalPort());
      }
    }
  }

  @Test
  void saysThatItCannotWrite() throws IOException {
    var file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("cannot write to the data directory");
  }
}
