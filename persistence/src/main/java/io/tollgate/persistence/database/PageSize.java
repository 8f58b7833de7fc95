package io.tollgate.persistence.database;

/** Nobody reads a table at once: pages have a largest size. */
public final class PageSize {

  private static final int LARGEST = 10_000;

  private PageSize() {}

  /** The size, if it is one; a page that is cut short in silence would look like the last one. */
  public static int checked(int size) {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("a page has 1 to " + LARGEST + " rows, not " + size);
    }
    return size;
  }
}
