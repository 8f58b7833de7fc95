package io.tollgate.gateway.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTests {
  private static final int SIZE = 1 << 20;

  @TempDir private Path directory;

  /** The JVM interrupts a thread that it finds in memory which is being unmapped. */
  @Test
  void deletingASegmentDoesNotInterruptWhoForcesIt() throws Exception {
    try (var executor = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < 50; i++) {
        var segment = Segment.create(directory.resolve(i + ".journal"), SIZE);
        segment.append(new byte[SIZE - 64]);
        var forcing = new CountDownLatch(1);
        var interrupted =
            executor.submit(() -> {
              forcing.countDown();
              segment.force(segment.end());
              return Thread.interrupted();
            });
        forcing.await();

        segment.delete();

        assertThat(interrupted.get()).isFalse();
      }
    }
  }

  @Test
  void forcingADeletedSegmentDoesNothing() throws Exception {
    var segment = Segment.create(directory.resolve("a.journal"), SIZE);
    segment.append(new byte[100]);
    segment.delete();

    segment.force(segment.end());

    assertThat(directory).isEmptyDirectory();
  }
}
