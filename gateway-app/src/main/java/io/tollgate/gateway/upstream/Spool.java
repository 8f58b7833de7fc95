package io.tollgate.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A client's upload on the local disk, from which it can be sent, and sent again. */
public final class Spool {

  private static final Logger log = LoggerFactory.getLogger(Spool.class);

  private static final int PIECE = 64 * 1024;
  private static final NettyDataBufferFactory BUFFERS =
      new NettyDataBufferFactory(ByteBufAllocator.DEFAULT);

  private final Path file;

  private Spool(Path file) {
    this.file = file;
  }

  /** Takes all of a body; when that fails or is given up, nothing of it stays. */
  public static Mono<Spool> take(Path directory, Flux<DataBuffer> body) {
    return Mono.fromCallable(() -> create(directory))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(spool ->
            DataBufferUtils.write(body, spool.file, StandardOpenOption.WRITE)
                .thenReturn(spool)
                .doOnError(failed -> spool.delete())
                .doOnCancel(spool::delete));
  }

  private static Spool create(Path directory) throws IOException {
    Files.createDirectories(directory);
    return new Spool(Files.createTempFile(directory, "upload", ""));
  }

  /** A stretch of the upload, in pieces. */
  Flux<ByteBuf> read(long from, long to) {
    return DataBufferUtils.takeUntilByteCount(
            DataBufferUtils.readAsynchronousFileChannel(this::open, from, BUFFERS, PIECE),
            to - from)
        .map(piece -> ((NettyDataBuffer) piece).getNativeBuffer())
        .subscribeOn(Schedulers.boundedElastic());
  }

  private AsynchronousFileChannel open() throws IOException {
    return AsynchronousFileChannel.open(file, StandardOpenOption.READ);
  }

  /** Deletes it, some time soon: waiting for a disk is nothing for an event loop. */
  public void delete() {
    Schedulers.boundedElastic()
        .schedule(() -> {
          try {
            Files.deleteIfExists(file);
          } catch (IOException stays) {
            log.warn("{} cannot be deleted: {}", file, stays.toString());
          }
        });
  }
}
