package io.tollgate.simulator.fault;

import io.tollgate.simulator.answer.Wishes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The directives of one request, parsed and checked. */
public final class Directives {
  /** No directives: everything works. */
  public static final Directives NONE = new Directives(Map.of());

  private final Map<Directive, String> values;

  private Directives(Map<Directive, String> values) {
    this.values = values;
  }

  /**
   * Reads the header's form, separated by commas.
   *
   * @throws UnknownDirectiveException if any part is not a directive
   */
  public static Directives ofHeader(@Nullable String header) {
    return header == null || header.isBlank() ? NONE : parse(header.split(",", -1));
  }

  /**
   * Reads the form behind a model's name, separated by plus signs.
   *
   * @throws UnknownDirectiveException if any part is not a directive
   */
  public static Directives ofModel(String model) {
    int suffix = model.indexOf('+');
    return suffix < 0 ? NONE : parse(model.substring(suffix + 1).split("\\+", -1));
  }

  /** The model's name without the directives behind it. */
  public static String modelName(String model) {
    int suffix = model.indexOf('+');
    return suffix < 0 ? model : model.substring(0, suffix);
  }

  private static Directives parse(String[] parts) {
    var values = new EnumMap<Directive, String>(Directive.class);
    for (String part : parts) {
      String[] pair = part.strip().split("=", 2);
      String value = pair.length == 2 ? pair[1] : "";
      Directive directive =
          Directive.named(pair[0])
              .filter(known -> known.accepts(value))
              .orElseThrow(() -> new UnknownDirectiveException(part.strip()));
      values.put(directive, value);
    }
    return new Directives(values);
  }

  /** These directives and, where both say something, the other's. */
  public Directives and(Directives other) {
    var both = new EnumMap<Directive, String>(Directive.class);
    both.putAll(values);
    both.putAll(other.values);
    return new Directives(both);
  }

  /** Whether this was asked for. */
  public boolean has(Directive directive) {
    return values.containsKey(directive);
  }

  /** The number that was given with the directive, if it was asked for. */
  public OptionalInt number(Directive directive) {
    String value = values.get(directive);
    return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
  }

  /** The duration that was given with the directive, or zero. */
  public Duration duration(Directive directive) {
    String value = values.get(directive);
    if (value == null) {
      return Duration.ZERO;
    }
    return value.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)))
        : Duration.ofSeconds(Long.parseLong(value.substring(0, value.length() - 1)));
  }

  /** How the answer itself should be. */
  public Wishes wishes() {
    OptionalInt words = number(Directive.WORDS);
    return new Wishes(
        words.isPresent() ? words.getAsInt() : null,
        number(Directive.TOOL_CALLS).orElse(0),
        number(Directive.REASONING).orElse(0),
        number(Directive.CACHED).orElse(0),
        number(Directive.CACHE_WRITE).orElse(0));
  }

  /** The directives as they would be written in a header. */
  @Override
  public String toString() {
    var text = new java.util.StringJoiner(", ");
    values.forEach((directive, value) ->
        text.add(value.isEmpty() ? directive.directive() : directive.directive() + "=" + value));
    return text.toString();
  }
}
