package io.tollgate.providers.call;

import java.util.List;

/**
 * The target takes no addresses, but the bytes that lie there: fetch them, and ask again with
 * {@link ClientRequest#withMedia}.
 */
public final class MediaNeededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> urls;

  public MediaNeededException(List<String> urls) {
    // No stack trace: this is a question to the caller, not a fault.
    super("the target needs the bytes of " + urls.size() + " files", null, false, false);
    this.urls = List.copyOf(urls);
  }

  /** Each once, in the order of the request. */
  public List<String> urls() {
    return urls;
  }
}
