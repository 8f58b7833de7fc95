package io.tollgate.portal.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A point in time as it is shown.
 *
 * @param text short, for a table
 * @param full with year, seconds and zone
 * @param iso for machines
 */
public record Moment(String text, String full, String iso) {

  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("MMM d, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("MMM d, HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter OTHER_YEAR =
      DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy, HH:mm:ss zzz", Locale.ENGLISH);

  /** A moment seen from a time zone; the year is left out when it is the same as now's. */
  public static Moment of(Instant instant, ZoneId zone, Instant now) {
    var time = instant.atZone(zone);
    var sameYear = time.getYear() == now.atZone(zone).getYear();
    return new Moment(
        (sameYear ? SHORT : OTHER_YEAR).format(time), FULL.format(time), instant.toString());
  }

  /** The same to the second, for a list of what happens many times a minute. */
  public static Moment precise(Instant instant, ZoneId zone, Instant now) {
    var moment = of(instant, zone, now);
    var time = instant.atZone(zone);
    return time.getYear() == now.atZone(zone).getYear()
        ? new Moment(SECONDS.format(time), moment.full(), moment.iso())
        : moment;
  }
}
