package io.tollgate.gateway.metering;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that did not get into the ledger and never will as they are, in a file beside the
 * journal. They are rare, so each is forced to the disk by itself.
 */
final class SetAside {

  private final Path file;

  SetAside(Path directory) {
    this.file = directory.resolve("set-aside");
  }

  /** Keeps a record; from then on the journal need not. */
  void add(byte[] record) {
    write(file, List.of(record), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** What is kept, oldest first. */
  List<byte[]> records() {
    var records = new ArrayList<byte[]>();
    if (!Files.exists(file)) {
      return records;
    }
    try (var in = new DataInputStream(Files.newInputStream(file))) {
      while (in.available() > 0) {
        var record = new byte[in.readInt()];
        in.readFully(record);
        records.add(record);
      }
    } catch (EOFException torn) {
      // The process died while it wrote the last one, which is in the journal still.
      return records;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return records;
  }

  /** Keeps these and no others. */
  void replace(List<byte[]> records) {
    var next = file.resolveSibling(file.getFileName() + ".new");
    write(next, records, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static void write(Path file, List<byte[]> records, OpenOption... options) {
    var all = new ArrayList<OpenOption>(List.of(options));
    all.add(StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, all.toArray(OpenOption[]::new))) {
      for (byte[] record : records) {
        var bytes = ByteBuffer.allocate(Integer.BYTES + record.length);
        bytes.putInt(record.length).put(record).flip();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      channel.force(true);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
