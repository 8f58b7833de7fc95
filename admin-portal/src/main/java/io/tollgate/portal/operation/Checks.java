package io.tollgate.portal.operation;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks input and collects what is wrong, field by field, so that people learn all of it at once.
 * Each check returns the clean value, or a stand-in that {@link #done()} keeps from being used.
 */
public final class Checks {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]+");

  /** Leading zeros mean octal to some and nothing to others; 127.1 is an address to some only. */
  private static final Pattern AMBIGUOUS_HOST =
      Pattern.compile("(?!(0|[1-9]\\d*)(\\.(0|[1-9]\\d*)){3}$)[\\d.]+|0[xX].*");

  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_URL = 2000;
  private static final URI NO_URL = URI.create("http://invalid");

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, String> quotes = new HashMap<>();

  /** A line of text that has to be there. */
  public String required(String field, @Nullable String value, int longest) {
    var text = line(field, value, longest);
    require(!text.isEmpty(), field, "input.required");
    return text;
  }

  /** A line of text that may be left out. */
  public String line(String field, @Nullable String value, int longest) {
    var text = optional(field, value, longest);
    require(text.chars().noneMatch(Character::isISOControl), field, "input.characters");
    return text;
  }

  /** A text, of several lines if need be, that may be left out. */
  public String optional(String field, @Nullable String value, int longest) {
    var text = value == null ? "" : value.strip();
    require(text.length() <= longest, field, "input.tooLong");
    require(text.indexOf('\0') < 0, field, "input.characters");
    return text;
  }

  /** A name for URLs. */
  public String slug(String field, @Nullable String value) {
    var slug = required(field, value, 63);
    require(SLUG.matcher(slug).matches(), field, "input.slug");
    return slug;
  }

  /** An e-mail address, in lower case. */
  public String email(String field, @Nullable String value) {
    var email = required(field, value, LONGEST_EMAIL).toLowerCase(Locale.ROOT);
    require(EMAIL.matcher(email).matches(), field, "input.email");
    return email;
  }

  public ZoneId zone(String field, @Nullable String value) {
    try {
      return ZoneId.of(required(field, value, 60));
    } catch (DateTimeException unknown) {
      reject(field, "input.zone");
      return ZoneOffset.UTC;
    }
  }

  /** An absolute HTTP URL that names a host and nothing that would be dropped or leak. */
  public URI url(String field, @Nullable String value) {
    var text = literal(field, required(field, value, LONGEST_URL));
    try {
      var url = new URI(text);
      var plain =
          ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
              && url.getHost() != null
              && !AMBIGUOUS_HOST.matcher(url.getHost()).matches()
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null;
      require(plain, field, "input.url");
      return url;
    } catch (URISyntaxException malformed) {
      reject(field, "input.url");
      return NO_URL;
    }
  }

  /** A text for the gateway's configuration, in which nothing may look like an expression. */
  public String literal(String field, String value) {
    require(!value.contains("#{") && !value.contains("${"), field, "input.expression");
    return value;
  }

  /** A number that, when given, is in the range. */
  public @Nullable Integer within(String field, @Nullable Integer value, int least, int most) {
    require(value == null || (value >= least && value <= most), field, "input.range");
    return value;
  }

  /** A value that has to be chosen. */
  public <T> T chosen(String field, @Nullable T value, T standIn) {
    require(value != null, field, "input.required");
    return value == null ? standIn : value;
  }

  /** Something that has to hold. The first thing wrong with a field is what people read. */
  public void require(boolean holds, String field, String key) {
    if (!holds) {
      reject(field, key);
    }
  }

  public void reject(String field, String key) {
    fields.putIfAbsent(field, key);
  }

  /**
   * The same with a text of the input that the message is about.
   *
   * @param quote fills the message in
   */
  public void reject(String field, String key, String quote) {
    if (fields.putIfAbsent(field, key) == null) {
      quotes.put(field, quote);
    }
  }

  /** Throws {@link InvalidInput} when anything was wrong. */
  public void done() {
    if (!fields.isEmpty()) {
      throw new InvalidInput(fields, quotes);
    }
  }
}
