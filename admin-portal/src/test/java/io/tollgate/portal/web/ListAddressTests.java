package io.tollgate.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListAddressTests {

  @ParameterizedTest
  @CsvSource({
    "grace+test@example.com, grace%2Btest%40example.com",
    "a b, a%20b",
    "100%, 100%25",
    "{id}, %7Bid%7D",
    "a&b=c#d, a%26b%3Dc%23d",
    "Zoë, Zo%C3%AB",
  })
  void carriesWhatWasTypedAsItWasTyped(String typed, String carried) {
    assertThat(ListAddress.of("/apps").with("q", typed)).hasToString("/apps?q=" + carried);
  }

  @Test
  void leavesOutWhatNarrowsNothing() {
    assertThat(ListAddress.of("/apps").with("q", "  ").with("status", null).with("after", 7))
        .hasToString("/apps?after=7");
    assertThat(ListAddress.of("/apps/1").at("keys")).hasToString("/apps/1#keys");
  }
}
