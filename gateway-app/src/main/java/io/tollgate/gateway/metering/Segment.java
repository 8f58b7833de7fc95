package io.tollgate.gateway.metering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One file of the journal, mapped into memory: what is written is the operating system's at once
 * and survives the death of the process, without a system call. A record is its length, its CRC-32C
 * and its bytes, padded to eight; the length comes last, so a record that is seen is whole.
 */
final class Segment {

  private static final int HEADER = 8;
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
  private static final int ZEROS = 64 * 1024;

  private final Path file;
  private final Arena arena;
  private final MemorySegment memory;
  private long end;
  private long forced;
  private long position;

  private Segment(Path file, Arena arena, MemorySegment memory) {
    this.file = file;
    this.arena = arena;
    this.memory = memory;
  }

  /** A new segment whose space on disk is taken already, so that writing to it cannot fail. */
  static Segment create(Path file, int size) throws IOException {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var zeros = ByteBuffer.allocate(ZEROS);
      for (int written = 0; written < size; written += zeros.limit()) {
        zeros.clear().limit(Math.min(ZEROS, size - written));
        while (zeros.hasRemaining()) {
          channel.write(zeros);
        }
      }
    }
    Files.move(unfinished, file);
    return open(file);
  }

  static Segment open(Path file) throws IOException {
    var arena = Arena.ofShared();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
      return new Segment(file, arena, memory);
    } catch (IOException | RuntimeException unusable) {
      arena.close();
      throw unusable;
    }
  }

  /** Adds a record; false when there is no room for it. One thread at a time. */
  boolean append(byte[] record) {
    long next = end + padded(record.length);
    if (next > memory.byteSize()) {
      return false;
    }
    MemorySegment.copy(record, 0, memory, ValueLayout.JAVA_BYTE, end + HEADER, record.length);
    memory.set(ValueLayout.JAVA_INT, end + Integer.BYTES, checksum(record));
    INT.setRelease(memory, end, record.length);
    end = next;
    return true;
  }

  /** Whether less than half of it is left, so that the next one should be made ready. */
  boolean isHalfFull() {
    return end > memory.byteSize() / 2;
  }

  /** The next record for the one reader; null when there is none yet. */
  byte @Nullable [] read() {
    if (position + HEADER > memory.byteSize()) {
      return null;
    }
    int length = (int) INT.getAcquire(memory, position);
    if (length <= 0 || position + HEADER + length > memory.byteSize()) {
      return null;
    }
    var record = new byte[length];
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, position + HEADER, record, 0, length);
    if (memory.get(ValueLayout.JAVA_INT, position + Integer.BYTES) != checksum(record)) {
      return null;
    }
    position += padded(length);
    return record;
  }

  /**
   * Forces what was written up to now to the disk; a loss of power costs what comes after. Waits
   * for a {@link #close}, and the other way round: the JVM interrupts a thread that is in mapped
   * memory when that is unmapped, and an interrupted thread can open no further segment.
   */
  synchronized void force(long upTo) {
    if (upTo > forced && arena.scope().isAlive()) {
      memory.asSlice(forced, upTo - forced).force();
      forced = upTo;
    }
  }

  long end() {
    return end;
  }

  long size() {
    return memory.byteSize();
  }

  synchronized void close() {
    arena.close();
  }

  void delete() {
    close();
    try {
      Files.deleteIfExists(file);
    } catch (IOException stillThere) {
      throw new UncheckedIOException(stillThere);
    }
  }

  private static long padded(int length) {
    return (HEADER + (long) length + 7) & ~7L;
  }

  private static int checksum(byte[] record) {
    var crc = new CRC32C();
    crc.update(record);
    return (int) crc.getValue();
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
