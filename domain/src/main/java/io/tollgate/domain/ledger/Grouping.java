package io.tollgate.domain.ledger;

import java.time.ZoneId;

/**
 * How sums are grouped.
 *
 * @param by what a group has in common besides its period
 * @param period how long the periods are, in the given time zone
 */
public record Grouping(Dimension by, Period period, ZoneId timeZone) {

  public enum Dimension {
    NOTHING,
    MODEL,
    APPLICATION,
    API,
    CREDENTIAL,
    PROVIDER,
    TENANT
  }

  public enum Period {
    HOUR,
    DAY,
    MONTH,
    /** One sum over all. */
    WHOLE
  }
}
