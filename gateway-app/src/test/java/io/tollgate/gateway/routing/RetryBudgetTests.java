package io.tollgate.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTests {

  private final RetryBudget budget = new RetryBudget();

  @Test
  void givesThreeAndOneMoreForEveryFiveRequests() {
    assertThat(taken()).isEqualTo(3);
    for (int i = 0; i < 14; i++) {
      budget.earn();
    }

    assertThat(taken()).isEqualTo(2);
  }

  @Test
  void getsBackWhatWasWorthIt() {
    assertThat(taken()).isEqualTo(3);

    budget.giveBack();

    assertThat(taken()).isEqualTo(1);
  }

  @Test
  void doesNotSaveUpForEver() {
    for (int i = 0; i < 10_000; i++) {
      budget.earn();
    }

    assertThat(taken()).isEqualTo(50);
  }

  private int taken() {
    int taken = 0;
    while (budget.take()) {
      taken++;
    }
    return taken;
  }
}
