package io.tollgate.domain.usage;

/**
 * Where the figures of a usage come from. Absent usage is {@link #NONE}, never a zero that was
 * reported.
 */
public enum UsageSource {
  /** The provider reported it. */
  PROVIDER,
  /** Tollgate estimated it, because the report was missing or the call was cut off. */
  ESTIMATED,
  /** Nothing was consumed, or nothing that is counted in tokens. */
  NONE
}
