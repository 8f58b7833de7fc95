package io.tollgate.portal.audit;

import io.tollgate.portal.security.SignedIn;
import io.tollgate.portal.web.Moments;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What audit entries record, in the words of the pages where it was changed. */
@Component
class AuditWords {

  /** Where the values of a field have texts; the names of other values are words themselves. */
  private static final Map<String, String> NAMED_VALUES =
      Map.ofEntries(
          Map.entry("role", "role."),
          Map.entry("visibility", "visibility."),
          Map.entry("lifecycle", "lifecycle."),
          Map.entry("approval", "approval."),
          Map.entry("strategy", "strategy."),
          Map.entry("capabilities", "capability."),
          Map.entry("scopes", "tokens.scope."),
          Map.entry("wireFormat", "wireFormat."),
          Map.entry("authStyle", "authStyle."),
          Map.entry("status", "subscription."),
          Map.entry("signUp", "settings.signUp."),
          Map.entry("modelPublishing", "settings.modelPublishing."),
          // While there was one setting, its entries had no name for it.
          Map.entry("value", "settings.signUp."));

  private static final Set<String> LARGE =
      Set.of("contextWindow", "maxOutput", "requestsPerMinute", "tokensPerMinute");

  private static final Set<String> EMPTY = Set.of("", "null", "[]", "{}");
  private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
  private static final Pattern DURATION = Pattern.compile("PT[\\dHMS.]+");
  private static final Pattern WORD_BEGINS = Pattern.compile("(?<=[a-z])(?=[A-Z])|[._-]");

  private final Texts texts;
  private final Moments moments;

  AuditWords(Texts texts, Moments moments) {
    this.texts = texts;
    this.moments = moments;
  }

  /** What was done: {@code access_token.revoked} is “Access token revoked”. */
  String happened(String objectType, String action) {
    var done = action.startsWith(objectType + ".") ? action.substring(objectType.length()) : action;
    return field(objectType) + words(done).toLowerCase(Locale.ROOT);
  }

  /** What a field is called: {@code cacheRead} is “Cache read”. */
  String field(String name) {
    return texts.textOr("field." + name, words(name));
  }

  /**
   * What a field holds, or null where it was left empty: then it is as good as not there, and a new
   * object shows what was filled in.
   */
  @Nullable String value(
      String field, @Nullable String value, Map<String, String> names, SignedIn person) {
    if (value == null || EMPTY.contains(value)) {
      return null;
    }
    if (value.startsWith("[") && value.endsWith("]")) {
      return Arrays.stream(value.substring(1, value.length() - 1).split(", "))
          .map(one -> single(field, one, names, person))
          .collect(Collectors.joining(", "));
    }
    return single(field, value, names, person);
  }

  private String single(String field, String value, Map<String, String> names, SignedIn person) {
    var values = NAMED_VALUES.get(field);
    if (values != null) {
      return texts.textOr(values + value.toLowerCase(Locale.ROOT), words(value));
    }
    var name = names.get(value);
    if (name != null) {
      return name;
    }
    if (MOMENT.matcher(value).matches()) {
      return moments.of(Instant.parse(value), person).text();
    }
    if (DURATION.matcher(value).matches()) {
      return Numbers.duration(Duration.parse(value));
    }
    if (LARGE.contains(field) && value.chars().allMatch(Character::isDigit)) {
      return Numbers.whole(Long.parseLong(value));
    }
    return switch (value) {
      case "true" -> texts.text("reference.yes");
      case "false" -> texts.text("reference.no");
      default -> value;
    };
  }

  private static String words(String name) {
    var words = WORD_BEGINS.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT);
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
