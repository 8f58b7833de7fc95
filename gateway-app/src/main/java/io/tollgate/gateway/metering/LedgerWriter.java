package io.tollgate.gateway.metering;

import io.tollgate.domain.ledger.EntriesRefused;
import io.tollgate.domain.ledger.Ledger;
import io.tollgate.domain.ledger.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the journal to the ledger, in batches and in order, on a thread of its own. A batch that
 * fails is written again until it succeeds: the ledger leaves alone what it has already. An entry
 * that the ledger will never take is set aside, and tried again at each start: an update may have
 * mended what was wrong.
 */
public final class LedgerWriter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LedgerWriter.class);

  private static final int BATCH = 500;
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LAST_WRITES = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final JournalReader reader;
  private final SetAside aside;
  private final Set<UUID> refused = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private final AtomicLong written = new AtomicLong();
  private volatile boolean closing;
  private volatile boolean behind;

  public LedgerWriter(Journal journal, Ledger ledger) {
    this.ledger = ledger;
    this.reader = new JournalReader(journal);
    this.aside = journal.setAside();
    this.thread = Thread.ofPlatform().name("tollgate-ledger").daemon().start(this::run);
  }

  /** Entries that this process has put into the ledger. */
  public long written() {
    return written.get();
  }

  /** Entries that are set aside because the ledger refuses them; more than none is an alarm. */
  public int setAside() {
    return refused.size();
  }

  private void run() {
    retrySetAside();
    while (!closing) {
      var entries = reader.next(BATCH);
      if (entries.isEmpty()) {
        pause(INTERVAL);
      } else if (writeUntilDone(entries)) {
        reader.committed();
      } else {
        behind = true;
      }
    }
  }

  private boolean writeUntilDone(List<LedgerEntry> entries) {
    var pause = INTERVAL;
    for (int failures = 0; !closing; failures++) {
      if (write(entries, failures)) {
        return true;
      }
      pause(pause);
      var doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
    return write(entries, 0);
  }

  private boolean write(List<LedgerEntry> entries, int failures) {
    try {
      var added = ledger.append(entries).block(WRITE_TIMEOUT);
      written.addAndGet(added == null ? 0 : added);
      return true;
    } catch (EntriesRefused reason) {
      return writeApart(entries, reason);
    } catch (RuntimeException failed) {
      if (failures == 0) {
        log.warn("{} entries wait for the ledger: {}", entries.size(), failed.toString());
      }
      return false;
    }
  }

  /** Finds those that the ledger refuses by halves: the others must not wait for them. */
  private boolean writeApart(List<LedgerEntry> entries, EntriesRefused reason) {
    if (entries.size() > 1) {
      int half = entries.size() / 2;
      return write(entries.subList(0, half), 1) && write(entries.subList(half, entries.size()), 1);
    }
    var entry = entries.getFirst();
    // The same batch may come again when its other half could not be written.
    if (!refused.contains(entry.requestId())) {
      aside.add(LedgerEntryCodec.encode(Journal.OUTCOME, entry));
      refused.add(entry.requestId());
      log.error("The ledger refuses an entry, which is set aside: {}", entry, reason);
    }
    return true;
  }

  private void retrySetAside() {
    var records = aside.records();
    if (!records.isEmpty()) {
      aside.replace(records.stream().filter(record -> !isWritten(record)).toList());
    }
  }

  private boolean isWritten(byte[] record) {
    var entry = JournalReader.decode(record);
    if (entry == null) {
      return false;
    }
    try {
      ledger.append(List.of(entry)).block(WRITE_TIMEOUT);
      return true;
    } catch (RuntimeException notNow) {
      refused.add(entry.requestId());
      log.warn("Still set aside: {}: {}", entry.requestId(), notNow.toString());
      return false;
    }
  }

  /** Parks, and wakes up at once when it is time to close. */
  private void pause(Duration duration) {
    if (!closing) {
      LockSupport.parkNanos(duration.toNanos());
    }
  }

  /** Writes what can be written soon; the rest stays in the journal for the next start. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(LAST_WRITES);
      // What is read after a failed batch must not count as written with it.
      if (!thread.isAlive() && !behind) {
        writeTheRest();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeTheRest() {
    for (var entries = reader.next(BATCH); !entries.isEmpty(); entries = reader.next(BATCH)) {
      if (!write(entries, 0)) {
        return;
      }
      reader.committed();
    }
  }
}
