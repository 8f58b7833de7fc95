package io.tollgate.persistence.ledger;

import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.model.DeploymentId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The attempts of a request as a JSON array. */
final class Attempts {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Attempts() {}

  static String text(List<Attempt> attempts) {
    return JSON.writeValueAsString(attempts.stream().map(Item::of).toList());
  }

  static List<Attempt> list(String text) {
    return Arrays.stream(JSON.readValue(text, Item[].class)).map(Item::toAttempt).toList();
  }

  private record Item(
      UUID deployment, @Nullable Integer status, @Nullable String error, long micros) {

    static Item of(Attempt attempt) {
      return new Item(
          attempt.deployment().value(),
          attempt.httpStatus(),
          attempt.error(),
          attempt.duration().toNanos() / 1_000);
    }

    Attempt toAttempt() {
      return new Attempt(
          new DeploymentId(deployment), status, error, Duration.of(micros, ChronoUnit.MICROS));
    }
  }
}
