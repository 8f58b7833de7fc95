package io.tollgate.providers.call;

import io.tollgate.domain.usage.Usage;

/**
 * The usage known so far.
 *
 * @param reported whether the provider said so; if not, {@code usage} is not zero but unknown
 */
public record UsageReport(Usage usage, boolean reported) {
  public static final UsageReport ABSENT = new UsageReport(Usage.NONE, false);

  public static UsageReport of(Usage usage) {
    return new UsageReport(usage, true);
  }
}
