package io.tollgate.portal.usage;

import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.ledger.LedgerEntry.Destination;
import io.tollgate.domain.model.DeploymentId;
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

  /**
   * One call.
   *
   * @param deployment null for the upstream of a REST API
   * @param upstream scheme, host and port of a REST API's upstream, for those who may manage it
   */
  record AttemptResponse(
      @Nullable UUID deployment,
      @Nullable String upstream,
      @Nullable Integer httpStatus,
      @Nullable String error,
      double millis) {

    static AttemptResponse of(LedgerEntry.Attempt attempt, boolean tellsUpstream) {
      return switch (attempt.destination()) {
        case Destination.Deployed(DeploymentId deployment) -> of(deployment.value(), null, attempt);
        case Destination.Upstream(String origin) ->
            of(null, tellsUpstream ? origin : null, attempt);
      };
    }

    private static AttemptResponse of(
        @Nullable UUID deployment, @Nullable String upstream, LedgerEntry.Attempt attempt) {
      return new AttemptResponse(
          deployment,
          upstream,
          attempt.httpStatus(),
          attempt.error(),
          inMillis(attempt.duration()));
    }
  }

  static RequestResponse of(LedgerEntry entry, Viewer viewer) {
    var tellsUpstream = UsageAccess.tellsUpstream(viewer, entry);
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
        entry.attempts().stream()
            .map(attempt -> AttemptResponse.of(attempt, tellsUpstream))
            .toList(),
        entry.explanation(),
        inMillis(entry.gatewayTime()),
        firstToken == null ? null : inMillis(firstToken),
        inMillis(entry.total()));
  }

  private static double inMillis(Duration duration) {
    return duration.toNanos() / 1_000_000.0;
  }
}
