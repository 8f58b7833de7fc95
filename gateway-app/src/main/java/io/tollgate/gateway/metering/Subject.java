package io.tollgate.gateway.metering;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.snapshot.Caller;
import io.tollgate.domain.snapshot.Grant;
import io.tollgate.domain.snapshot.ServedModel;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is and what it is about, as far as that is known when it is settled.
 *
 * @param operation what was asked, such as {@code chat.completions} or {@code rest}
 * @param originalModel what the client asked for
 * @param grant the subscription it runs on; null when it was refused before
 */
public record Subject(
    UUID requestId,
    Instant startedAt,
    @Nullable String clientRequestId,
    Caller caller,
    String operation,
    boolean streamed,
    @Nullable String originalModel,
    @Nullable Grant grant,
    @Nullable ServedModel model) {

  /** The entry of this request, given how it went. */
  public LedgerEntry entry(String node, Result result) {
    var deployment = result.deployment();
    return new LedgerEntry(
        requestId,
        startedAt,
        Texts.bounded(clientRequestId),
        node,
        caller.tenant().id(),
        grant == null ? null : grant.subscription().ownerTenant(),
        caller.application().id(),
        caller.credential().id(),
        grant == null ? null : grant.subscription().id(),
        grant == null ? null : grant.api().id(),
        grant == null ? null : grant.plan().id(),
        operation,
        streamed,
        Texts.bounded(originalModel),
        deployment == null ? null : deployment.deployment().upstreamModel(),
        Texts.bounded(result.responseModel()),
        model == null ? null : model.model().id(),
        deployment == null ? null : deployment.deployment().id(),
        deployment == null ? null : deployment.provider().id(),
        result.outcome(),
        result.httpStatus(),
        result.errorCode(),
        result.finishReason(),
        result.usageSource(),
        result.usage(),
        result.priceId(),
        result.cost(),
        result.attempts(),
        result.explanation(),
        result.timings().gateway(),
        result.timings().firstToken(),
        result.timings().total());
  }
}
