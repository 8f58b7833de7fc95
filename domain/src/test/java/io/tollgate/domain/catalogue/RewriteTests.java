package io.tollgate.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewriteTests {

  @ParameterizedTest
  @CsvSource({
    "/v1/(.*), /v2/$1, /v1/orders, /v2/orders",
    "/(?<team>[a-z]+)/x, /${team}, /red/x, /red",
    "/a|/b, /c, /b, /c",
    // One digit is the group, the next is text where there is no such group.
    "/(.), /$12, /a, /a2",
    "/price, /\\$9, /price, /$9",
    "(?x) /a # a comment, /b, /a, /b",
  })
  void replacesWhatItFinds(String pattern, String replacement, String path, String rewritten) {
    assertThat(Rewrite.of(pattern, replacement).apply(path)).isEqualTo(rewritten);
  }

  @ParameterizedTest
  @CsvSource({
    "/x/(.*), /$9",
    "/x, /$1",
    "/(?<team>.), /${teams}",
    "/x, /$",
    "/x, /\\",
  })
  void refusesAReplacementThatRefersToNothing(String pattern, String replacement) {
    assertThatThrownBy(() -> Rewrite.of(pattern, replacement))
        .isInstanceOf(Rewrite.NoSuchGroupException.class);
  }

  @ParameterizedTest
  @CsvSource({"([", "*"})
  void refusesAPatternThatCannotBeRead(String pattern) {
    assertThatThrownBy(() -> Rewrite.of(pattern, "/")).isInstanceOf(PatternSyntaxException.class);
  }
}
