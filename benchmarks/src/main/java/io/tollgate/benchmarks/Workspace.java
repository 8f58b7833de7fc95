package io.tollgate.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** The directory that a run keeps its configuration and logs in, and free ports. */
record Workspace(Path directory) {

  static Workspace create(Path directory) throws IOException {
    Files.createDirectories(directory);
    return new Workspace(directory.toAbsolutePath());
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** An empty directory of this name. */
  Path fresh(String name) throws IOException {
    Path fresh = file(name);
    if (Files.exists(fresh)) {
      try (Stream<Path> files = Files.walk(fresh)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(fresh);
  }

  Path write(String name, String content) throws IOException {
    return Files.writeString(file(name), content);
  }

  /** Copies a resource, with its placeholders replaced. */
  Path writeResource(String name, Map<String, String> values) throws IOException {
    try (InputStream resource = Workspace.class.getResourceAsStream("/benchmarks/" + name)) {
      if (resource == null) {
        throw new IllegalStateException("there is no resource benchmarks/" + name);
      }
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("@" + value.getKey() + "@", value.getValue());
      }
      return write(name, text);
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
