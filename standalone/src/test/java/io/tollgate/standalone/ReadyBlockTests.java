package io.tollgate.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadyBlockTests {

  private static final Secret PASSWORD = Secret.of("once-only-password");
  private static final Secret KEY = Secret.of("tg_0123456789abcdefghijkl");

  @Test
  void showsTheKeyAtTheFirstStart() {
    var text = new ReadyBlock(8080, 8081, Optional.of(PASSWORD), Optional.of(KEY)).text();

    assertThat(text)
        .isEqualTo(
            """
            Tollgate is ready
              gateway      http://localhost:8080
              portal       http://localhost:8081
              admin        admin@tollgate.local
              password     once-only-password
              demo key     tg_0123456789abcdefghijkl
              try          curl -s http://localhost:8080/v1/chat/completions -H 'Authorization: Bearer tg_0123456789abcdefghijkl' -H 'Content-Type: application/json' -d '{"model":"demo","messages":[{"role":"user","content":"Hello"}]}'
            """);
  }

  @Test
  void showsTheVariableLater() {
    var text = new ReadyBlock(8080, 8081, Optional.empty(), Optional.empty()).text();

    assertThat(text)
        .contains("  password     as you set it\n")
        .contains("-H \"Authorization: Bearer $TOLLGATE_KEY\" ")
        .doesNotContain("tg_")
        .doesNotContain("demo key");
  }
}
