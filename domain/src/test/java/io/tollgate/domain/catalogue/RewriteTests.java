package io.tollgate.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tollgate.domain.catalogue.Rewrite.PatternRefusedException.Cause;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewriteTests {

  @ParameterizedTest
  @CsvSource({
    "/v1/(.*), /v2/$1, /v1/orders, /v2/orders",
    "/(?<team>[a-z]+)/x, /${team}, /red/x, /red",
    "/a|/b, /c, /b, /c",
    // One digit is the group, the next is text where there is no such group.
    "/(.), /$12, /a, /a2",
    "/price, /\\$9, /price, /$9",
    "/price, /$, /price, /$",
    "(?i)^/Orders, /o, /orders/7, /o/7",
    "^(/[^/]+){2}, '', /a/b/c, /c",
    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}, id,"
        + " /x/019a0000-0000-7000-8000-000000000000, /x/id",
  })
  void replacesWhatItFinds(String pattern, String replacement, String path, String rewritten) {
    assertThat(Rewrite.of(pattern, replacement).apply(path)).isEqualTo(rewritten);
  }

  @ParameterizedTest
  @CsvSource({
    "/x/(.*), /$9",
    "/x, /$1",
    "/(?<team>.), /${teams}",
    "/x, /${",
  })
  void refusesAReplacementThatRefersToNothing(String pattern, String replacement) {
    assertThatThrownBy(() -> Rewrite.of(pattern, replacement))
        .isInstanceOf(Rewrite.NoSuchGroupException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "([ MALFORMED",
        "* MALFORMED",
        "(?=/v1) NOT_KNOWN",
        "(?<!/v1)/x NOT_KNOWN",
        "(.)/\\1 NOT_KNOWN",
        "/a++ NOT_KNOWN",
        "(?>/a) NOT_KNOWN",
        "((a{99}){99}){99} TOO_LARGE",
        "((((((((((a?){9}){9}){9}){9}){9}){9}){9}){9}){9}) TOO_LARGE",
        "(.{0,30}){30} TOO_LARGE",
        "a{99999999999999999999} TOO_LARGE"
      })
  void refusesAPatternThatCannotBeUsedAndSaysWhy(String pattern, Cause why) {
    assertThatThrownBy(() -> Rewrite.of(pattern, "/"))
        .isInstanceOfSatisfying(
            Rewrite.PatternRefusedException.class,
            refused -> {
              assertThat(refused.why()).isEqualTo(why);
              assertThat(refused).message().isNotBlank();
            });
  }

  @Test
  void refusesAPatternThatIsLongerThanAnyoneWrites() {
    assertThatThrownBy(() -> Rewrite.of("(".repeat(100_000), "/"))
        .isInstanceOf(Rewrite.PatternRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(a|aa)+$",
        "(.*)(.*)(.*)(.*)(.*)x",
        "a.*z|a",
        ".{0,200}!",
        "(|a)*?b",
      })
  void isDoneWithAnyPathInASecond(String pattern) {
    var rewrite = Rewrite.of(pattern, "/");
    var path = "/" + "a".repeat(16_000) + "!";

    assertTimeout(
        Duration.ofSeconds(1),
        () -> {
          try {
            rewrite.apply(path);
          } catch (Rewrite.TooManyMatchesException givenUp) {
            assertThat(pattern).isEqualTo("a.*z|a");
          }
        });
  }
}
