package io.tollgate.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretVaultTests {

  private static final Secret SECRET = Secret.of("sk-canary-0123456789");

  private final SecretVault vault = new SecretVault(MasterKey.generate());

  @Test
  void givesBackWhatItEncrypted() {
    assertThat(vault.decrypt(vault.encrypt(SECRET, "provider"), "provider")).isEqualTo(SECRET);
  }

  @Test
  void neverEncryptsTheSameWayTwice() {
    assertThat(vault.encrypt(SECRET, "provider")).isNotEqualTo(vault.encrypt(SECRET, "provider"));
  }

  @Test
  void refusesASecretThatWasMovedToAnotherOwner() {
    var encrypted = vault.encrypt(SECRET, "one");

    assertThatThrownBy(() -> vault.decrypt(encrypted, "other"))
        .isInstanceOf(SecretUnreadable.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  void refusesASecretOfAnotherMasterKey() {
    var encrypted = vault.encrypt(SECRET, "provider");

    assertThatThrownBy(() -> new SecretVault(MasterKey.generate()).decrypt(encrypted, "provider"))
        .isInstanceOf(SecretUnreadable.class);
  }

  @Test
  void refusesAnythingThatItDidNotWrite() {
    for (var text : new String[] {"", "v1", "v1..", "v1.AAAA.AAAA", "v2.a.b", "v1.!.!"}) {
      assertThatThrownBy(() -> vault.decrypt(text, "provider"))
          .isInstanceOf(SecretUnreadable.class);
    }
  }

  @Test
  void aSecretNeverShowsItself() {
    assertThat(SECRET).hasToString("[secret]");
    assertThat(SECRET.hint()).isEqualTo("…6789");
    assertThat(Secret.of("short").hint()).isEqualTo("…");
  }

  @Test
  void refusesAMasterKeyThatIsShortOrAPlaceholder() {
    var zeros = Base64.getEncoder().encodeToString(new byte[32]);

    for (var text : new String[] {"changeme", "", zeros}) {
      assertThatThrownBy(() -> MasterKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void derivesADifferentKeyForEachPurpose() {
    var key = MasterKey.generate();

    assertThat(key.derive("one", "AES").getEncoded())
        .hasSize(32)
        .isEqualTo(MasterKey.parse(key.export()).derive("one", "AES").getEncoded())
        .isNotEqualTo(key.derive("two", "AES").getEncoded());
  }
}
