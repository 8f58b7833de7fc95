package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.Grouping.Dimension;
import io.tollgate.domain.ledger.Grouping.Period;
import io.tollgate.domain.ledger.LedgerScope;
import io.tollgate.domain.tenant.TenantId;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the usage page shows, as it stands in its address.
 *
 * @param of whose consumption
 * @param period which days
 * @param by what is told apart
 * @param measure what the chart shows of it
 */
record UsageView(Whose of, UsagePeriod period, Dimension by, Measure measure) {

  /** Whose consumption is looked at. */
  enum Whose {
    /** What the tenant consumed. */
    OWN,
    /** What others and the tenant consumed of the APIs that it publishes. */
    PUBLISHED,
    /** Everything. */
    PLATFORM;

    LedgerScope scope(TenantId tenant) {
      return switch (this) {
        case OWN -> new LedgerScope.Consumer(tenant);
        case PUBLISHED -> new LedgerScope.Owner(tenant);
        case PLATFORM -> new LedgerScope.Platform();
      };
    }
  }

  /** Reads an address; what it does not say, or says wrongly, is as usual. */
  static UsageView read(
      @Nullable String of, @Nullable String period, @Nullable String by, @Nullable String measure) {
    return new UsageView(
        parse(Whose.class, of, Whose.OWN),
        parse(UsagePeriod.class, period, UsagePeriod.LAST_7_DAYS),
        parse(Dimension.class, by, Dimension.MODEL),
        parse(Measure.class, measure, Measure.SPEND));
  }

  UsageQuestion question(LocalDate today) {
    return new UsageQuestion(period.from(today), today, Period.DAY, by, null, null, null);
  }

  /** The same question about as many days before. */
  UsageQuestion before(LocalDate today) {
    var from = period.from(today);
    var days = today.toEpochDay() - from.toEpochDay() + 1;
    return new UsageQuestion(
        from.minusDays(days), from.minusDays(1), Period.WHOLE, Dimension.NOTHING, null, null, null);
  }

  UsageView with(Dimension other) {
    return new UsageView(of, period, other, measure);
  }

  UsageView with(Measure other) {
    return new UsageView(of, period, by, other);
  }

  /** The same of others' consumption, told apart as is usual there. */
  UsageView with(Whose other, Dimension usual) {
    return new UsageView(other, period, usual, measure);
  }

  String path(String page) {
    return UriComponentsBuilder.fromPath(page)
        .queryParam("of", name(of))
        .queryParam("period", name(period))
        .queryParam("by", name(by))
        .queryParam("measure", name(measure))
        .build()
        .toUriString();
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Reads the name of a value as it stands in an address. */
  static <E extends Enum<E>> @Nullable E find(Class<E> type, @Nullable String text) {
    if (text != null) {
      for (var value : type.getEnumConstants()) {
        if (name(value).equals(text)) {
          return value;
        }
      }
    }
    return null;
  }

  /** Reads the name of a value; for any other text it is the usual one. */
  static <E extends Enum<E>> E parse(Class<E> type, @Nullable String text, E usual) {
    var found = find(type, text);
    return found == null ? usual : found;
  }
}
