package io.tollgate.gateway.metering;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.gateway.errors.GatewayFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is about to be consumed and what was, on the local disk before anybody hears of it. An
 * intent is the entry that will be booked should nothing more be heard of its request; the outcome
 * replaces it. A killed process loses nothing; a loss of power costs what came after the last
 * forced write.
 */
public final class Journal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  static final byte INTENT = 1;
  static final byte OUTCOME = 2;

  private static final long FORCE_INTERVAL_NANOS = 200_000_000;

  private final Path directory;
  private final int segmentBytes;
  private final int maxSegments;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final List<Segment> recovered;
  private final ConcurrentLinkedQueue<Segment> live = new ConcurrentLinkedQueue<>();
  private final Thread housekeeping;

  private final AtomicLong nextNumber = new AtomicLong();
  private Segment active;
  private volatile @Nullable Segment spare;
  private final AtomicInteger segments = new AtomicInteger();
  private final SetAside setAside;
  private volatile boolean stuck;
  private volatile boolean closed;

  /** Opens the journal of a directory, which no other process may use meanwhile. */
  public Journal(Path directory, int segmentBytes, int maxSegments) {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.maxSegments = maxSegments;
    this.setAside = new SetAside(directory);
    try {
      Files.createDirectories(directory);
      this.lockFile =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var acquired = lockFile.tryLock();
      if (acquired == null) {
        throw new IllegalStateException("another process uses the journal in " + directory);
      }
      this.lock = acquired;
      this.recovered = openExisting();
      this.active = create();
      live.add(active);
    } catch (IOException unusable) {
      throw new UncheckedIOException("the journal in " + directory + " cannot be opened", unusable);
    }
    this.housekeeping =
        Thread.ofPlatform().name("tollgate-journal").daemon().start(this::keepHouse);
  }

  /**
   * Says what a request is about to consume. Throws a {@link
   * io.tollgate.gateway.errors.GatewayException} when the journal is full: then nothing may be
   * consumed.
   */
  public void intent(LedgerEntry ifNothingMoreIsHeard) {
    if (isFull() || !append(INTENT, ifNothingMoreIsHeard)) {
      throw new GatewayFailure.JournalFull().toException();
    }
  }

  /** Says how a request ended. There is room for it whenever there was for its intent. */
  public void outcome(LedgerEntry entry) {
    if (!append(OUTCOME, entry)) {
      log.error("The journal has no room for {}: its intent will be booked instead", entry);
    }
  }

  /**
   * Whether new requests are refused: unwritten entries take up all of the disk that they may, or
   * it takes no more of them. What is left of the last segment is for requests under way.
   */
  public boolean isFull() {
    return segments.get() > maxSegments || (stuck && spare == null);
  }

  /** Where records go that cannot be booked. */
  SetAside setAside() {
    return setAside;
  }

  /** Files that hold something which is not yet in the ledger. */
  public int segments() {
    return segments.get();
  }

  /** What earlier processes left behind, oldest first. */
  List<Segment> recovered() {
    return recovered;
  }

  /** What this process writes, oldest first; the last one grows. */
  Iterable<Segment> live() {
    return live;
  }

  /** Gives a segment up of which all is in the ledger. */
  void delete(Segment segment) {
    live.remove(segment);
    segment.delete();
    segments.decrementAndGet();
  }

  private boolean append(byte kind, LedgerEntry entry) {
    var record = LedgerEntryCodec.encode(kind, entry);
    synchronized (this) {
      if (active.append(record)) {
        if (spare == null && active.isHalfFull()) {
          LockSupport.unpark(housekeeping);
        }
        return true;
      }
      var next = spare;
      if (next == null) {
        // Housekeeping fell behind a burst: wait for the disk once instead of losing the entry.
        try {
          next = create();
        } catch (IOException full) {
          getStuck(full);
          return false;
        }
      }
      spare = null;
      active = next;
      live.add(next);
      return next.append(record);
    }
  }

  private void keepHouse() {
    while (!closed) {
      LockSupport.parkNanos(FORCE_INTERVAL_NANOS);
      try {
        force();
        prepareSpare();
        stuck = false;
      } catch (IOException | UncheckedIOException | IllegalStateException failed) {
        getStuck(failed);
      }
    }
  }

  /** Tried again and again, but said once. */
  private void getStuck(Exception reason) {
    if (!stuck) {
      log.error("The journal cannot be written; new requests are refused meanwhile", reason);
    }
    stuck = true;
  }

  private void force() {
    for (Segment segment : live) {
      long end;
      synchronized (this) {
        end = segment.end();
      }
      segment.force(end);
    }
  }

  private void prepareSpare() throws IOException {
    boolean needed;
    synchronized (this) {
      needed = spare == null && active.isHalfFull();
    }
    if (needed) {
      var prepared = create();
      synchronized (this) {
        if (spare == null) {
          spare = prepared;
          return;
        }
      }
      segments.decrementAndGet();
      prepared.delete();
    }
  }

  private Segment create() throws IOException {
    var created =
        Segment.create(
            directory.resolve("%019d.journal".formatted(nextNumber.getAndIncrement())),
            segmentBytes);
    segments.incrementAndGet();
    return created;
  }

  private List<Segment> openExisting() throws IOException {
    var existing = new ArrayList<Segment>();
    try (var files = Files.newDirectoryStream(directory, "*.journal")) {
      var sorted = new ArrayList<Path>();
      files.forEach(sorted::add);
      sorted.sort(null);
      for (Path file : sorted) {
        existing.add(Segment.open(file));
        var name = file.getFileName().toString();
        nextNumber.set(Long.parseLong(name.substring(0, name.indexOf('.'))) + 1);
      }
    }
    segments.set(existing.size());
    return existing;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(housekeeping);
    try {
      housekeeping.join();
      force();
      lock.release();
      lockFile.close();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (IOException harmless) {
      log.warn("The journal's lock cannot be released", harmless);
    }
  }
}
