package io.tollgate.portal.usage;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request as the admin API tells it, its explanation included. */
record RequestResponse(
    UUID requestId,
    Instant startedAt,
    @Nullable String clientRequestId,
    UUID tenant,
    @Nullable UUID ownerTenant,
    UUID application,
    UUID credential,
    @Nullable UUID api,
    String operation,
    boolean streamed,
    @Nullable String originalModel,
    @Nullable String requestModel,
    @Nullable String responseModel,
    LedgerEntry.Outcome outcome,
    int httpStatus,
    @Nullable String errorCode,
    @Nullable String finishReason,
    UsageSource usageSource,
    Usage usage,
    UsageJsonController.@Nullable Cost cost,
    List<AttemptResponse> attempts,
    Map<String, String> explanation,
    double gatewayMillis,
    @Nullable Double firstTokenMillis,
    double totalMillis) {

  record AttemptResponse(
      UUID deployment, @Nullable Integer httpStatus, @Nullable String error, double millis) {

    static AttemptResponse of(LedgerEntry.Attempt attempt) {
      return new AttemptResponse(
          attempt.deployment().value(),
          attempt.httpStatus(),
          attempt.error(),
          inMillis(attempt.duration()));
    }
  }

  static RequestResponse of(LedgerEntry entry) {
    var owner = entry.ownerTenant();
    var api = entry.api();
    var cost = entry.cost();
    var firstToken = entry.firstToken();
    return new RequestResponse(
        entry.requestId(),
        entry.startedAt(),
        entry.clientRequestId(),
        entry.tenant().value(),
        owner == null ? null : owner.value(),
        entry.application().value(),
        entry.credential().value(),
        api == null ? null : api.value(),
        entry.operation(),
        entry.streamed(),
        entry.originalModel(),
        entry.requestModel(),
        entry.responseModel(),
        entry.outcome(),
        entry.httpStatus(),
        entry.errorCode(),
        entry.finishReason(),
        entry.usageSource(),
        entry.usage(),
        cost == null ? null : UsageJsonController.Cost.of(cost),
        entry.attempts().stream().map(AttemptResponse::of).toList(),
        entry.explanation(),
        inMillis(entry.gatewayTime()),
        firstToken == null ? null : inMillis(firstToken),
        inMillis(entry.total()));
  }

  private static double inMillis(Duration duration) {
    return duration.toNanos() / 1_000_000.0;
  }
}
