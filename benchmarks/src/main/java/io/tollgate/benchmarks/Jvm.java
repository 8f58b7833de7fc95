package io.tollgate.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Starts Java programs of this class path with the options that {@code ./tollgate run} uses. */
final class Jvm {
  private static final List<String> OPTIONS =
      List.of(
          "-Xms512m",
          "-Xmx512m",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private Jvm() {}

  /** The command that runs a class with those libraries whose file names are wanted. */
  static List<String> command(
      String mainClass, Predicate<String> wanted, List<String> options, List<String> arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(options);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath(wanted)));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  private static List<String> classPath(Predicate<String> wanted) throws IOException {
    Path target = buildDirectory();
    var path = new ArrayList<String>();
    // The classes, not the jar, whose manifest would bring every library along.
    path.add(target.resolve("classes").toString());
    try (Stream<Path> jars = Files.list(target.resolve("app/lib"))) {
      jars.filter(jar -> wanted.test(jar.getFileName().toString()))
          .map(Path::toString)
          .sorted()
          .forEach(path::add);
    }
    return path;
  }

  /** Where the build put this program: {@code target}, with the jar in {@code target/app}. */
  static Path buildDirectory() {
    try {
      return Path.of(Jvm.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolve("../..")
          .normalize();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
