package io.tollgate.gateway;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class BufferLeaksTests {

  @Test
  void noticesABufferThatIsNeverReleased() {
    lose();

    GatewayForTests.await(
        () -> {
          System.gc();
          PooledByteBufAllocator.DEFAULT.buffer(16).release();
          return !BufferLeaks.take().isEmpty();
        },
        "the lost buffer is found");
  }

  private static void lose() {
    PooledByteBufAllocator.DEFAULT.buffer(16).writeByte(1);
  }
}
