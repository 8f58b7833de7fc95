package io.tollgate.gateway.metering;

import io.tollgate.domain.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal in order, for one thread. What earlier processes left comes first, with their
 * intents that have no outcome; a segment goes when nothing in it is needed any more.
 */
final class JournalReader {

  private static final Logger log = LoggerFactory.getLogger(JournalReader.class);

  private final Journal journal;
  private final List<Segment> recovered;
  private final Map<UUID, LedgerEntry> interrupted = new LinkedHashMap<>();
  private final Map<UUID, Segment> open = new HashMap<>();
  private final Map<Segment, Integer> openIntents = new HashMap<>();
  private final List<Segment> exhausted = new ArrayList<>();

  JournalReader(Journal journal) {
    this.journal = journal;
    this.recovered = new ArrayList<>(journal.recovered());
  }

  /** The next outcomes; fewer than asked for, or none, when there are no more yet. */
  List<LedgerEntry> next(int limit) {
    var entries = new ArrayList<LedgerEntry>();
    readRecovered(entries, limit);
    if (recovered.isEmpty()) {
      takeInterrupted(entries, limit);
      readLive(entries, limit);
    }
    return entries;
  }

  /** All that was handed out up to now is in the ledger. */
  void committed() {
    if (!recovered.isEmpty() || !interrupted.isEmpty()) {
      return;
    }
    exhausted.removeIf(segment -> {
      boolean done = openIntents.getOrDefault(segment, 0) == 0;
      if (done) {
        openIntents.remove(segment);
        journal.delete(segment);
      }
      return done;
    });
  }

  private void readRecovered(List<LedgerEntry> entries, int limit) {
    while (!recovered.isEmpty() && entries.size() < limit) {
      var segment = recovered.getFirst();
      var record = segment.read();
      if (record == null) {
        exhausted.add(recovered.removeFirst());
        continue;
      }
      var entry = decodeOrSetAside(record);
      if (entry != null && LedgerEntryCodec.kind(record) == Journal.INTENT) {
        interrupted.put(entry.requestId(), entry);
      } else if (entry != null) {
        interrupted.remove(entry.requestId());
        entries.add(entry);
      }
    }
  }

  private void takeInterrupted(List<LedgerEntry> entries, int limit) {
    var remaining = interrupted.values().iterator();
    while (remaining.hasNext() && entries.size() < limit) {
      entries.add(remaining.next());
      remaining.remove();
    }
  }

  private void readLive(List<LedgerEntry> entries, int limit) {
    var segments = journal.live().iterator();
    while (segments.hasNext() && entries.size() < limit) {
      var segment = segments.next();
      if (exhausted.contains(segment)) {
        continue;
      }
      // Asked before reading: when there is a younger one, this one grows no more.
      boolean complete = segments.hasNext();
      read(segment, entries, limit);
      if (complete && entries.size() < limit) {
        exhausted.add(segment);
      }
    }
  }

  private void read(Segment segment, List<LedgerEntry> entries, int limit) {
    while (entries.size() < limit) {
      var record = segment.read();
      if (record == null) {
        return;
      }
      var entry = decodeOrSetAside(record);
      if (entry == null) {
        continue;
      }
      if (LedgerEntryCodec.kind(record) == Journal.INTENT) {
        closeIntent(open.put(entry.requestId(), segment));
        openIntents.merge(segment, 1, Integer::sum);
      } else {
        closeIntent(open.remove(entry.requestId()));
        entries.add(entry);
      }
    }
  }

  private void closeIntent(@Nullable Segment segment) {
    if (segment != null) {
      openIntents.merge(segment, -1, Integer::sum);
    }
  }

  private @Nullable LedgerEntry decodeOrSetAside(byte[] record) {
    var entry = decode(record);
    if (entry == null) {
      journal.setAside().add(record);
    }
    return entry;
  }

  /** Null for a record that this version cannot read. */
  static @Nullable LedgerEntry decode(byte[] record) {
    try {
      return LedgerEntryCodec.decode(record);
    } catch (RuntimeException unreadable) {
      log.error("A record of the journal cannot be read and is set aside", unreadable);
      return null;
    }
  }
}
