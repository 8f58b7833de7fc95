package io.tollgate.portal.usage;

import java.time.LocalDate;

/** The days that people ask about; each ends today. */
enum UsagePeriod {
  LAST_7_DAYS,
  LAST_30_DAYS,
  LAST_90_DAYS,
  THIS_MONTH;

  LocalDate from(LocalDate today) {
    return switch (this) {
      case LAST_7_DAYS -> today.minusDays(6);
      case LAST_30_DAYS -> today.minusDays(29);
      case LAST_90_DAYS -> today.minusDays(89);
      case THIS_MONTH -> today.withDayOfMonth(1);
    };
  }
}
