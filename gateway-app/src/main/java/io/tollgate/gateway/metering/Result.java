package io.tollgate.gateway.metering;

import io.tollgate.domain.ledger.LedgerEntry.Attempt;
import io.tollgate.domain.ledger.LedgerEntry.Outcome;
import io.tollgate.domain.model.Price;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.snapshot.ServedDeployment;
import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import io.tollgate.gateway.errors.GatewayFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a request went.
 *
 * @param deployment the one that was called last; null when none was
 * @param price what its model costs; null without a price, which is not the same as free
 */
public record Result(
    Outcome outcome,
    int httpStatus,
    @Nullable String errorCode,
    @Nullable String finishReason,
    UsageSource usageSource,
    Usage usage,
    @Nullable Price price,
    @Nullable ServedDeployment deployment,
    @Nullable String responseModel,
    List<Attempt> attempts,
    Map<String, String> explanation,
    Timings timings) {

  /** A request that was answered without any upstream. */
  public static Result answered(Timings timings) {
    return new Result(
        Outcome.COMPLETED,
        200,
        null,
        null,
        UsageSource.NONE,
        Usage.NONE,
        null,
        null,
        null,
        List.of(),
        Map.of(),
        timings);
  }

  /** A request that failed or was refused before anything was consumed. */
  public static Result unconsumed(
      GatewayFailure failure,
      int httpStatus,
      @Nullable ServedDeployment deployment,
      List<Attempt> attempts,
      Timings timings) {
    return new Result(
        failure.refused() ? Outcome.REFUSED : Outcome.FAILED,
        httpStatus,
        failure.code(),
        null,
        UsageSource.NONE,
        Usage.NONE,
        null,
        deployment,
        null,
        attempts,
        Map.of(),
        timings);
  }

  public Result withOutcome(Outcome changed, String code) {
    return new Result(
        changed,
        httpStatus,
        code,
        finishReason,
        usageSource,
        usage,
        price,
        deployment,
        responseModel,
        attempts,
        explanation,
        timings);
  }

  @Nullable PriceId priceId() {
    return price == null || usageSource == UsageSource.NONE ? null : price.id();
  }

  /** Null when nothing was consumed that a price is for, and when there is no price. */
  @Nullable Money cost() {
    return price == null || usageSource == UsageSource.NONE ? null : price.cost(usage);
  }
}
