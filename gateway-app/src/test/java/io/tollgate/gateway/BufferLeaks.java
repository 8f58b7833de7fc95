package io.tollgate.gateway;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the tests when a buffer of Netty's was lost without being released, by this class or one
 * before it. Every buffer is watched (the level is set in the module's pom); found to be lost it is
 * when the collector has taken it and another buffer is made.
 */
public final class BufferLeaks implements AfterAllCallback {

  private static final Queue<String> LOST = new ConcurrentLinkedQueue<>();

  static {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Recording());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    var lost = take();
    if (!lost.isEmpty()) {
      throw new AssertionError("buffers were not released: " + String.join("\n\n", lost));
    }
  }

  /** What was found since somebody asked. */
  static List<String> take() {
    var lost = List.copyOf(LOST);
    LOST.removeAll(lost);
    return lost;
  }

  private static final class Recording extends ResourceLeakDetectorFactory {

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      return newResourceLeakDetector(resource, samplingInterval);
    }

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval) {
      return new ResourceLeakDetector<>(resource, samplingInterval) {

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
          LOST.add(resourceType + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
          LOST.add(resourceType);
        }
      };
    }
  }
}
