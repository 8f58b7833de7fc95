package io.tollgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AheadOfTimeCacheTests {

  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final Instant BUILT = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path app;
  private Path jar;
  private Path library;
  private Path cache;
  private Path unfinished;

  @BeforeEach
  void build() throws IOException {
    jar = Files.createFile(app.resolve("tollgate.jar"));
    library = Files.createFile(Files.createDirectory(app.resolve("lib")).resolve("domain.jar"));
    cache = app.resolve("tollgate.aot");
    unfinished = app.resolve("tollgate.aot.part");
    touch(jar, BUILT);
    touch(library, BUILT);
  }

  @Test
  void isMadeAnewForANewBuild() throws IOException {
    assertThat(AheadOfTimeCache.isCurrent(cache, jar)).isFalse();

    Files.createFile(cache);
    touch(cache, BUILT.plusSeconds(9));
    assertThat(AheadOfTimeCache.isCurrent(cache, jar)).isTrue();

    touch(library, BUILT.plusSeconds(60));
    assertThat(AheadOfTimeCache.isCurrent(cache, jar)).isFalse();
  }

  @Test
  void isThereOnceTheTrainingHasEnded() throws Exception {
    var training = AheadOfTimeCache.make(shell("echo whole > '%s'"), unfinished, cache);

    assertThat(training.end()).succeedsWithin(DEADLINE);
    assertThat(cache).hasContent("whole\n");
    assertThat(unfinished).doesNotExist();
  }

  @Test
  @Timeout(60)
  void isNotThereWhenTheTrainingWasEndedEarlyAndWroteWhatItHad() throws Exception {
    var trapped = app.resolve("trapped");
    var builder =
        shell(
            "sleep 60 & trap 'echo half > \"%s\"; kill $!; exit 0' TERM; touch '"
                + trapped
                + "'; wait");
    var training = AheadOfTimeCache.make(builder, unfinished, cache);
    while (!Files.exists(trapped)) {
      Thread.onSpinWait();
    }

    training.close();

    assertThat(training.end()).succeedsWithin(DEADLINE);
    assertThat(unfinished).doesNotExist();
    assertThat(cache).doesNotExist();
  }

  private ProcessBuilder shell(String script) {
    return new ProcessBuilder("sh", "-c", script.formatted(unfinished));
  }

  private static void touch(Path file, Instant at) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(at));
  }
}
