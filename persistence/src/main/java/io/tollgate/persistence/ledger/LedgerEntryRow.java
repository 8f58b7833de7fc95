package io.tollgate.persistence.ledger;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import io.tollgate.persistence.database.EnumColumn;
import io.tollgate.persistence.database.JsonColumn;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of {@code ledger_entry}. */
record LedgerEntryRow(
    UUID requestId,
    Instant startedAt,
    @Nullable String clientRequestId,
    String node,
    UUID tenantId,
    @Nullable UUID ownerTenantId,
    UUID applicationId,
    UUID credentialId,
    @Nullable UUID subscriptionId,
    @Nullable UUID apiId,
    @Nullable UUID planId,
    String operation,
    boolean streamed,
    @Nullable String originalModel,
    @Nullable String requestModel,
    @Nullable String responseModel,
    @Nullable UUID modelId,
    @Nullable UUID deploymentId,
    @Nullable UUID providerId,
    String outcome,
    int httpStatus,
    @Nullable String errorCode,
    @Nullable String finishReason,
    String usageSource,
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput,
    long image,
    long cacheWriteHour,
    long audioSeconds,
    long searchUnits,
    @Nullable UUID priceId,
    @Nullable String currency,
    @Nullable Long costNanos,
    @JsonRawValue String attempts,
    @JsonRawValue String explanation,
    long gatewayMicros,
    @Nullable Long firstTokenMicros,
    long totalMicros) {

  static final String COLUMNS =
      """
      request_id, started_at, client_request_id, node, tenant_id, owner_tenant_id, application_id,
      credential_id, subscription_id, api_id, plan_id, operation, streamed, original_model,
      request_model, response_model, model_id, deployment_id, provider_id, outcome, http_status,
      error_code, finish_reason, usage_source, input, cache_read, cache_write, output, reasoning,
      audio_input, audio_output, image, cache_write_hour, audio_seconds, search_units, price_id,
      currency, cost_nanos, attempts, explanation, gateway_micros, first_token_micros, total_micros
      """;

  static LedgerEntryRow of(LedgerEntry entry) {
    var usage = entry.usage();
    return new LedgerEntryRow(
        entry.requestId(),
        // Half of the key: cut here, so that the server does not round it its own way.
        entry.startedAt().truncatedTo(ChronoUnit.MICROS),
        entry.clientRequestId(),
        entry.node(),
        entry.tenant().value(),
        ifPresent(entry.ownerTenant(), TenantId::value),
        entry.application().value(),
        entry.credential().value(),
        ifPresent(entry.subscription(), SubscriptionId::value),
        ifPresent(entry.api(), ApiId::value),
        ifPresent(entry.plan(), PlanId::value),
        entry.operation(),
        entry.streamed(),
        entry.originalModel(),
        entry.requestModel(),
        entry.responseModel(),
        ifPresent(entry.model(), ModelId::value),
        ifPresent(entry.deployment(), DeploymentId::value),
        ifPresent(entry.provider(), ProviderId::value),
        EnumColumn.text(entry.outcome()),
        entry.httpStatus(),
        entry.errorCode(),
        entry.finishReason(),
        EnumColumn.text(entry.usageSource()),
        usage.input(),
        usage.cacheRead(),
        usage.cacheWrite(),
        usage.output(),
        usage.reasoning(),
        usage.audioInput(),
        usage.audioOutput(),
        usage.image(),
        usage.cacheWriteHour(),
        usage.audioSeconds(),
        usage.searchUnits(),
        ifPresent(entry.price(), PriceId::value),
        ifPresent(entry.cost(), cost -> cost.currency().getCurrencyCode()),
        ifPresent(entry.cost(), Money::nanos),
        Attempts.text(entry.attempts()),
        JsonColumn.text(entry.explanation()),
        micros(entry.gatewayTime()),
        ifPresent(entry.firstToken(), LedgerEntryRow::micros),
        micros(entry.total()));
  }

  LedgerEntry toEntry() {
    return new LedgerEntry(
        requestId,
        startedAt,
        clientRequestId,
        node,
        new TenantId(tenantId),
        ifPresent(ownerTenantId, TenantId::new),
        new ApplicationId(applicationId),
        new CredentialId(credentialId),
        ifPresent(subscriptionId, SubscriptionId::new),
        ifPresent(apiId, ApiId::new),
        ifPresent(planId, PlanId::new),
        operation,
        streamed,
        originalModel,
        requestModel,
        responseModel,
        ifPresent(modelId, ModelId::new),
        ifPresent(deploymentId, DeploymentId::new),
        ifPresent(providerId, ProviderId::new),
        EnumColumn.value(LedgerEntry.Outcome.class, outcome),
        httpStatus,
        errorCode,
        finishReason,
        EnumColumn.value(UsageSource.class, usageSource),
        new Usage(
            input,
            cacheRead,
            cacheWrite,
            output,
            reasoning,
            audioInput,
            audioOutput,
            image,
            cacheWriteHour,
            audioSeconds,
            searchUnits),
        ifPresent(priceId, PriceId::new),
        costNanos == null || currency == null
            ? null
            : new Money(costNanos, Currency.getInstance(currency)),
        Attempts.list(attempts),
        JsonColumn.strings(explanation),
        duration(gatewayMicros),
        ifPresent(firstTokenMicros, LedgerEntryRow::duration),
        duration(totalMicros));
  }

  private static <T, R> @Nullable R ifPresent(@Nullable T value, Function<T, R> mapping) {
    return value == null ? null : mapping.apply(value);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  private static Duration duration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }
}
