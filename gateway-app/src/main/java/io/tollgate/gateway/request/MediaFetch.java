package io.tollgate.gateway.request;

import io.tollgate.providers.call.FetchedMedia;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Files on their way for one request: either they come, or its client leaves first. */
final class MediaFetch {

  private final Mono<Map<String, FetchedMedia>> files;
  private final Consumer<Map<String, FetchedMedia>> found;
  private final Consumer<Throwable> failed;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Disposable.Swap subscription = Disposables.swap();

  MediaFetch(
      Mono<Map<String, FetchedMedia>> files,
      Consumer<Map<String, FetchedMedia>> found,
      Consumer<Throwable> failed) {
    this.files = files;
    this.found = found;
    this.failed = failed;
  }

  void start() {
    subscription.update(
        files.subscribe(
            all -> end(() -> found.accept(all)), cause -> end(() -> failed.accept(cause))));
  }

  private void end(Runnable outcome) {
    if (over.compareAndSet(false, true)) {
      outcome.run();
    }
  }

  /** True when it was still under way: then nobody hears of it any more. */
  boolean cancel() {
    boolean first = over.compareAndSet(false, true);
    if (first) {
      subscription.dispose();
    }
    return first;
  }
}
