package io.tollgate.domain.ledger;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.application.CredentialId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.catalogue.PlanId;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.model.PriceId;
import io.tollgate.domain.money.Money;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.subscription.SubscriptionId;
import io.tollgate.domain.tenant.TenantId;
import io.tollgate.domain.usage.Usage;
import io.tollgate.domain.usage.UsageSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one record of one authenticated request.
 *
 * @param requestId ours, a UUID of version 7; with {@code startedAt} the primary key
 * @param clientRequestId what the client called it, or null
 * @param ownerTenant who publishes the API; null when the request was refused before an API was
 *     found
 * @param operation what was asked, such as {@code chat.completions} or {@code rest}
 * @param originalModel what the client asked for
 * @param requestModel what was sent upstream
 * @param responseModel what the upstream says it used
 * @param cost null when the request is not priced, which is not the same as free
 * @param explanation why it went as it did, for people: names and values, no content and no secrets
 */
public record LedgerEntry(
    UUID requestId,
    Instant startedAt,
    @Nullable String clientRequestId,
    String node,
    TenantId tenant,
    @Nullable TenantId ownerTenant,
    ApplicationId application,
    CredentialId credential,
    @Nullable SubscriptionId subscription,
    @Nullable ApiId api,
    @Nullable PlanId plan,
    String operation,
    boolean streamed,
    @Nullable String originalModel,
    @Nullable String requestModel,
    @Nullable String responseModel,
    @Nullable ModelId model,
    @Nullable DeploymentId deployment,
    @Nullable ProviderId provider,
    Outcome outcome,
    int httpStatus,
    @Nullable String errorCode,
    @Nullable String finishReason,
    UsageSource usageSource,
    Usage usage,
    @Nullable PriceId price,
    @Nullable Money cost,
    List<Attempt> attempts,
    Map<String, String> explanation,
    Duration gatewayTime,
    @Nullable Duration firstToken,
    Duration total) {

  /** How a request ended. */
  public enum Outcome {
    COMPLETED,
    /** By a rule of ours: subscription, limit, size, format. */
    REFUSED,
    /** At the upstream, or on the way there. */
    FAILED,
    /** By the client, before the answer was whole. */
    CANCELLED,
    /** The gateway died meanwhile; usage is estimated. */
    INTERRUPTED
  }

  /** What was called. */
  public sealed interface Destination {

    /** A deployment of a model. */
    record Deployed(DeploymentId deployment) implements Destination {}

    /**
     * The upstream of a REST API.
     *
     * @param origin scheme, host and port, such as {@code https://orders.internal:8443}: what
     *     follows them in a request is its client's
     */
    record Upstream(String origin) implements Destination {

      /** Where an address leads, without the user, the path and the query that it may name. */
      public static Upstream at(URI address) {
        var authority = address.getRawAuthority();
        var host = authority.substring(authority.lastIndexOf('@') + 1);
        return new Upstream(address.getScheme() + "://" + host);
      }
    }
  }

  /**
   * One call of an upstream.
   *
   * @param httpStatus what the upstream answered, null when it did not
   * @param error the stable code of its failure, null when it succeeded
   */
  public record Attempt(
      Destination destination,
      @Nullable Integer httpStatus,
      @Nullable String error,
      Duration duration) {}

  public LedgerEntry {
    attempts = List.copyOf(attempts);
    explanation = Map.copyOf(explanation);
  }
}
