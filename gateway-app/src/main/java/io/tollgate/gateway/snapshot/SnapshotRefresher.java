package io.tollgate.gateway.snapshot;

import io.tollgate.domain.configuration.Configuration;
import io.tollgate.domain.configuration.ConfigurationSource;
import io.tollgate.domain.configuration.DatabaseSchema;
import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.configuration.SchemaBehind;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.gateway.upstream.Targets;
import io.tollgate.network.token.AccessTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.util.retry.Retry;

/**
 * Keeps the node's configuration current, on a thread of its own: a notice makes it look at once, a
 * poll makes sure. What cannot be loaded changes nothing; the last good configuration goes on.
 */
final class SnapshotRefresher implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SnapshotRefresher.class);

  private static final Duration LOAD_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(5);
  private static final long NOTHING = -1;
  private static final int MOST_LOGGED = 20;

  private final ConfigurationSource source;
  private final DatabaseSchema schema;
  private final SecretVault vault;
  private final AccessTokens tokens;
  private final SnapshotFile file;
  private final CurrentConfiguration current;
  private final List<Inspection> inspections;
  private final NodeReporter reporter;
  private final Duration pollInterval;
  private final Thread thread;
  private final Disposable notices;

  private volatile long version = NOTHING;
  private volatile boolean noticed;
  private volatile boolean closing;
  private boolean reachable = true;
  private List<Problem> problems = List.of();

  SnapshotRefresher(
      ConfigurationSource source,
      DatabaseSchema schema,
      SecretVault vault,
      AccessTokens tokens,
      SnapshotFile file,
      CurrentConfiguration current,
      List<Inspection> inspections,
      NodeReporter reporter,
      Duration pollInterval) {
    this.source = source;
    this.schema = schema;
    this.vault = vault;
    this.tokens = tokens;
    this.file = file;
    this.current = current;
    this.inspections = inspections;
    this.reporter = reporter;
    this.pollInterval = pollInterval;
    refresh();
    if (version == NOTHING) {
      file.read().ifPresent(this::serveKept);
    }
    this.thread = Thread.ofPlatform().name("tollgate-snapshot").daemon().start(this::run);
    this.notices =
        source
            .changes()
            .retryWhen(
                Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
                    .maxBackoff(Duration.ofSeconds(5)))
            .subscribe(this::notice);
  }

  private void serveKept(Configuration kept) {
    log.warn("PostgreSQL cannot be reached: serving what was kept of version {}", kept.version());
    serve(kept);
    // The database may have been set back meanwhile: load again whatever its version is.
    version = NOTHING;
  }

  private void notice(Long announced) {
    if (announced != version) {
      noticed = true;
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!closing) {
      if (!noticed) {
        LockSupport.parkNanos(pollInterval.toNanos());
      }
      noticed = false;
      if (!closing) {
        refresh();
      }
    }
  }

  /** Loads the configuration when it is not the one that is served, and tells how that went. */
  private void refresh() {
    @Nullable Long newest;
    try {
      schema.check().block(VERSION_TIMEOUT);
      current.fitsTheDatabase(true);
      newest = source.version().block(VERSION_TIMEOUT);
    } catch (SchemaBehind behind) {
      current.fitsTheDatabase(false);
      failed(behind);
      return;
    } catch (RuntimeException away) {
      failed(away);
      return;
    }
    @Nullable String failure = null;
    try {
      if (newest != null && newest != version) {
        load();
      }
      reachable = true;
    } catch (RuntimeException refused) {
      failed(refused);
      failure = "Version " + newest + " cannot be loaded: " + refused.getMessage();
    }
    if (current.find() != null) {
      reporter.report(version, failure, problems);
    }
  }

  private void failed(RuntimeException failure) {
    if (reachable) {
      log.warn(
          "The configuration cannot be read: {}",
          failure instanceof SchemaBehind ? failure.getMessage() : failure.toString());
    }
    reachable = false;
  }

  private void load() {
    @Nullable Configuration loaded = source.load().block(LOAD_TIMEOUT);
    if (loaded == null) {
      return;
    }
    serve(loaded);
    try {
      file.write(loaded);
    } catch (IOException notKept) {
      log.warn("The configuration cannot be kept on disk: {}", notKept.toString());
    }
  }

  private void serve(Configuration configuration) {
    var snapshot = Snapshot.of(configuration);
    var targets = Targets.of(snapshot, vault);
    current.swap(new ServingConfiguration(snapshot, targets));
    tokens.keepOnly(targets.accounts());
    version = configuration.version();
    problems =
        Stream.concat(
                Stream.of(snapshot.problems(), targets.problems()),
                inspections.stream().map(inspection -> inspection.problems(snapshot)))
            .flatMap(List::stream)
            .toList();
    log.info("Serving {}", snapshot);
    problems.stream().limit(MOST_LOGGED).forEach(problem -> log.warn("Left out: {}", problem));
  }

  @Override
  public void close() {
    closing = true;
    notices.dispose();
    LockSupport.unpark(thread);
  }
}
