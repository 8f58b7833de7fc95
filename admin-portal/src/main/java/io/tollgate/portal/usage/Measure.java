package io.tollgate.portal.usage;

/** What the chart of the usage page shows of each day. */
enum Measure {
  SPEND,
  TOKENS,
  REQUESTS;

  /** In nano-units of the currency for spend, otherwise as a count. */
  long of(UsageBreakdown.Day day) {
    return switch (this) {
      case SPEND -> day.nanos();
      case TOKENS -> day.tokens();
      case REQUESTS -> day.requests();
    };
  }
}
