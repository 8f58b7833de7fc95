package io.tollgate.domain.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Tests {

  @Test
  void saysItsVersionAndVariant() {
    var id = UuidV7.create();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void carriesItsMoment() {
    var moment = Instant.ofEpochMilli(1_795_000_000_123L);

    assertThat(UuidV7.moment(UuidV7.at(moment))).isEqualTo(moment);
  }

  @Test
  void sortsByMomentAsText() {
    var earlier = UuidV7.at(Instant.ofEpochMilli(1_000));
    var later = UuidV7.at(Instant.ofEpochMilli(2_000));

    assertThat(earlier.toString()).isLessThan(later.toString());
  }

  @Test
  void doesNotRepeatItselfWithinAMoment() {
    var seen = new HashSet<UUID>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(UuidV7.at(Instant.EPOCH))).isTrue();
    }
  }
}
