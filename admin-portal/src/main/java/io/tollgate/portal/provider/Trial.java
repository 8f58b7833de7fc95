package io.tollgate.portal.provider;

import org.jspecify.annotations.Nullable;

/**
 * What one call of a provider brought.
 *
 * @param address that was called, without its query
 * @param status of the answer; null when there was none
 * @param excerpt how the answer begins, or why there was none
 * @param millis until the answer was whole
 */
record Trial(String address, @Nullable Integer status, String excerpt, long millis) {

  public boolean passed() {
    return status != null && status >= 200 && status < 300;
  }
}
