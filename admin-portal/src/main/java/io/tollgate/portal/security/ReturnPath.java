package io.tollgate.portal.security;

import org.jspecify.annotations.Nullable;

/** Where to go after signing in: a page of ours, whatever the URL says. */
public final class ReturnPath {

  private static final String START = "/";

  private ReturnPath() {}

  /** The path when it is one of this site's, the start page otherwise. */
  public static String of(@Nullable String path) {
    if (path == null || !path.startsWith("/") || path.length() > 2000) {
      return START;
    }
    // "//host" and "/\host" are other hosts to a browser, which also drops tabs and line breaks.
    boolean foreign = path.startsWith("//") || path.indexOf('\\') >= 0;
    boolean unclean = path.chars().anyMatch(c -> c <= ' ' || c == 0x7f);
    return foreign || unclean ? START : path;
  }
}
