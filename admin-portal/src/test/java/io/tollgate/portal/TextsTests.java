package io.tollgate.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of the portal and the templates that use them, as they stand in the sources. */
class TextsTests {

  private static final Path RESOURCES = Path.of("src/main/resources/portal");
  private static final Pattern KEY = Pattern.compile("^([A-Za-z][\\w.-]*)=", Pattern.MULTILINE);
  private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([A-Za-z][\\w.-]*)[(}]");

  /** A whole key; one that is put together ends with a dot and is left out. */
  private static final Pattern IN_CODE =
      Pattern.compile("(?:texts|this)\\.text\\(\\s*\"([\\w.-]*[\\w])\"");

  /** A key as the code, a form's annotations and the templates write it. */
  private static final Pattern NAMED = Pattern.compile("[\"'{]([A-Za-z][\\w.-]*\\w)[\"'}(]");

  /** How a key begins or ends that is put together from a name of the domain. */
  private static final Pattern BEGUN = Pattern.compile("[\"'{]([A-Za-z][\\w.-]*\\.)[\"'$_]");

  private static final Pattern ENDED = Pattern.compile("[\"'}](\\.[A-Za-z][\\w.-]*)[\"'}]");

  /** Spring asks for it where what was typed into a form is no number and no date. */
  private static final String OF_SPRING = "typeMismatch";

  private static final Pattern TAG = Pattern.compile("<[a-z][^\"<>]*(?:\"[^\"]*\"[^\"<>]*)*>");
  private static final Pattern CONDITION = Pattern.compile("\\sth:(?:if|unless|each|switch)=");
  private static final Pattern REPLACEMENT = Pattern.compile("\\sth:replace=");

  @Test
  void noKeyStandsTwice() {
    var seen = new HashSet<String>();

    assertThat(keys().filter(key -> !seen.add(key))).isEmpty();
  }

  /**
   * Only a text that takes values is a format, in which an apostrophe stands for itself doubled.
   */
  @Test
  void noApostropheIsDoubledWithoutValues() {
    var doubled =
        sources(RESOURCES, ".properties")
            .flatMap(String::lines)
            .filter(line -> line.contains("''") && !line.contains("{"));

    assertThat(doubled).isEmpty();
  }

  @Test
  void everyKeyThatIsUsedExists() {
    Set<String> known = keys().collect(Collectors.toSet());
    var templates = found(IN_TEMPLATE, sources(RESOURCES.resolve("templates"), ".html"));
    var code = found(IN_CODE, sources(Path.of("src/main/java"), ".java"));

    assertThat(Stream.concat(templates, code)).isNotEmpty().allMatch(known::contains);
  }

  @Test
  void everyKeyThatExistsIsUsed() {
    var sources =
        Stream.of(
                sources(Path.of("src/main/java"), ".java"),
                sources(RESOURCES, ".html"),
                sources(RESOURCES, ".js"))
            .flatMap(Function.identity())
            .toList();
    var named = found(NAMED, sources.stream()).collect(Collectors.toSet());
    var begun = found(BEGUN, sources.stream()).collect(Collectors.toSet());
    var ended = found(ENDED, sources.stream()).collect(Collectors.toSet());

    assertThat(keys().filter(key -> !key.equals(OF_SPRING)))
        .allMatch(key ->
            named.contains(key)
                || begun.stream().anyMatch(key::startsWith)
                || ended.stream().anyMatch(end -> isEnded(key, end, named)));
  }

  private static boolean isEnded(String key, String end, Set<String> named) {
    return key.endsWith(end) && named.contains(key.substring(0, key.length() - end.length()));
  }

  /** A replaced element takes its conditions with it: they would never be looked at. */
  @Test
  void noConditionStandsOnAnElementThatIsReplaced() {
    var lost =
        sources(RESOURCES.resolve("templates"), ".html")
            .flatMap(template -> TAG.matcher(template).results())
            .map(tag -> tag.group())
            .filter(tag -> REPLACEMENT.matcher(tag).find() && CONDITION.matcher(tag).find());

    assertThat(lost).isEmpty();
  }

  private static Stream<String> keys() {
    return found(KEY, sources(RESOURCES, ".properties"));
  }

  private static Stream<String> found(Pattern pattern, Stream<String> texts) {
    return texts.flatMap(text -> pattern.matcher(text).results().map(result -> result.group(1)));
  }

  private static Stream<String> sources(Path directory, String ending) {
    try (var files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList().stream()
          .map(TextsTests::read);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
