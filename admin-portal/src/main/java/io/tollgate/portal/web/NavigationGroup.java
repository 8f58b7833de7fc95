package io.tollgate.portal.web;

import java.util.List;

/** A heading of the sidebar and what stands under it. */
record NavigationGroup(String title, List<Item> items) {

  public NavigationGroup {
    items = List.copyOf(items);
  }

  /**
   * A page.
   *
   * @param count how many things wait there; 0 shows nothing
   */
  public record Item(String label, String path, boolean current, long count) {

    /** Beyond this nobody counts. */
    static final int MOST = 99;

    public String counted() {
      return count > MOST ? MOST + "+" : Long.toString(count);
    }
  }
}
