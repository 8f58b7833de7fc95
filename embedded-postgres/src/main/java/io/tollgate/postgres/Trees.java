package io.tollgate.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Directories with all that is in them. */
final class Trees {

  private Trees() {}

  static void delete(Path directory) throws IOException {
    for (var path : leavesFirst(directory)) {
      Files.delete(path);
    }
  }

  /** Changes the directory itself last: where it has the owner, so has everything in it. */
  static void giveTo(int owner, Path directory) throws IOException {
    if (ownerOf(directory) == owner) {
      return;
    }
    for (var path : leavesFirst(directory)) {
      Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static int ownerOf(Path directory) throws IOException {
    return (int) Files.getAttribute(directory, "unix:uid");
  }

  private static List<Path> leavesFirst(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (var paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
