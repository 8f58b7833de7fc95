package io.tollgate.persistence.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.model.DeploymentId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

  /** Either with a deployment or with an upstream. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Item(
      @Nullable UUID deployment,
      @Nullable String upstream,
      @Nullable Integer status,
      @Nullable String error,
      long micros) {

    static Item of(Attempt attempt) {
      return switch (attempt.destination()) {
        case Destination.Deployed(DeploymentId deployment) -> of(deployment.value(), null, attempt);
        case Destination.Upstream(String origin) -> of(null, origin, attempt);
      };
    }

    private static Item of(@Nullable UUID deployment, @Nullable String upstream, Attempt attempt) {
      return new Item(
          deployment,
          upstream,
          attempt.httpStatus(),
          attempt.error(),
          attempt.duration().toNanos() / 1_000);
    }

    Attempt toAttempt() {
      return new Attempt(destination(), status, error, Duration.of(micros, ChronoUnit.MICROS));
    }

    private Destination destination() {
      return upstream == null
          ? new Destination.Deployed(new DeploymentId(Objects.requireNonNull(deployment)))
          : new Destination.Upstream(upstream);
    }
  }
}
