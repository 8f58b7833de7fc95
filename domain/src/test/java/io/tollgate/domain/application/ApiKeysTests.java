package io.tollgate.domain.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.secret.Hash256;
import io.tollgate.domain.secret.MasterKey;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ApiKeysTests {

  private final MasterKey masterKey = MasterKey.generate();
  private final ApiKeys keys = new ApiKeys(masterKey);

  @Test
  void makesKeysThatNobodyCanGuess() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      var key = keys.create().reveal();
      assertThat(key).matches("tg_[A-Za-z0-9_-]{32}");
      assertThat(ApiKeys.looksLikeKey(key)).isTrue();
      assertThat(seen.add(key)).isTrue();
    }
  }

  @Test
  void recognisesAKeyByItsHashAlone() {
    var key = keys.create().reveal();

    assertThat(keys.hash(key)).isEqualTo(new ApiKeys(masterKey).hash(key));
    assertThat(keys.hash(key)).isNotEqualTo(keys.hash(key + "x"));
    assertThat(keys.hash(key)).isNotEqualTo(new ApiKeys(MasterKey.generate()).hash(key));
  }

  @Test
  void showsOnlyTheBeginningOfAKey() {
    var key = keys.create();

    assertThat(key.reveal()).startsWith(ApiKeys.prefix(key));
    assertThat(ApiKeys.prefix(key)).hasSize(9);
  }

  @Test
  void doesNotTakeOtherTextsForKeys() {
    assertThat(ApiKeys.looksLikeKey("")).isFalse();
    assertThat(ApiKeys.looksLikeKey("sk-1234567890123456789012345")).isFalse();
    assertThat(ApiKeys.looksLikeKey("tg_" + "x".repeat(5_000))).isFalse();
  }

  @Test
  void aHashKeepsAllOfItsBits() {
    var hash = keys.hash("tg_anything");

    assertThat(Hash256.of(hash.toBytes())).isEqualTo(hash);
  }
}
