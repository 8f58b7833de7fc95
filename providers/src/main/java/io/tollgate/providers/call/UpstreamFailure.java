package io.tollgate.providers.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong at a provider.
 *
 * @param kind what it means to us
 * @param status the provider's HTTP status; 0 where there was none
 * @param message the provider's words, for the client only where {@link Kind#clientsFault}
 * @param field the request's field at fault, in the provider's words
 * @param retryAfter how long the provider asks to wait
 * @param worthRepeating what the provider itself says of sending the same request again; null where
 *     it says nothing
 */
public record UpstreamFailure(
    Kind kind,
    int status,
    String message,
    @Nullable String field,
    @Nullable Duration retryAfter,
    @Nullable Boolean worthRepeating)
    implements Answer {

  /** Causes, each with what it says about the work that was done. */
  public enum Kind {
    BAD_REQUEST(400, "invalid_request", Work.REFUSED_FOR_GOOD),
    CONTEXT_LENGTH(400, "context_length_exceeded", Work.REFUSED_FOR_GOOD),
    CONTENT_FILTERED(400, "content_filter", Work.REFUSED_FOR_GOOD),
    /** The gateway's own key was refused: never shown as the client's 401. */
    AUTHENTICATION(502, "upstream_auth", Work.REFUSED_HERE),
    PERMISSION(502, "upstream_permission", Work.REFUSED_HERE),
    /** The configured deployment does not exist there: the gateway's fault, not the client's. */
    NOT_FOUND(502, "upstream_model_not_found", Work.REFUSED_HERE),
    TOO_LARGE(413, "request_too_large", Work.REFUSED_FOR_GOOD),
    RATE_LIMITED(429, "rate_limit_exceeded", Work.REFUSED_HERE),
    /** The account has no money left: waiting does not help. */
    QUOTA_EXHAUSTED(502, "upstream_quota", Work.REFUSED_HERE),
    OVERLOADED(503, "overloaded", Work.REFUSED_HERE),
    SERVER(502, "upstream_error", Work.PERHAPS_DONE),
    /** No connection came about. */
    UNREACHABLE(502, "upstream_unreachable", Work.REFUSED_HERE),
    TIMEOUT(504, "upstream_timeout", Work.PERHAPS_DONE),
    /** The stream ended without its terminal event. */
    TRUNCATED(502, "upstream_truncated", Work.PERHAPS_DONE),
    /** An answer that does not follow its wire format. */
    UNREADABLE(502, "upstream_unreadable", Work.PERHAPS_DONE);

    private enum Work {
      /** The request is at fault, and would be anywhere else. */
      REFUSED_FOR_GOOD,
      REFUSED_HERE,
      PERHAPS_DONE
    }

    private final int clientStatus;
    private final String code;
    private final Work work;

    Kind(int clientStatus, String code, Work work) {
      this.clientStatus = clientStatus;
      this.code = code;
      this.work = work;
    }

    /**
     * The provider turned a good request down without doing anything that it would charge for:
     * sending the same one elsewhere buys nothing twice.
     */
    public boolean refusedBeforeWork() {
      return work == Work.REFUSED_HERE;
    }

    /** The request itself is at fault, so that the client needs the provider's words. */
    public boolean clientsFault() {
      return work == Work.REFUSED_FOR_GOOD;
    }
  }

  public static UpstreamFailure of(Kind kind, int status, String message) {
    return new UpstreamFailure(kind, status, message, null, null, null);
  }

  public UpstreamFailure withRetryAfter(@Nullable Duration after) {
    return new UpstreamFailure(kind, status, message, field, after, worthRepeating);
  }

  public UpstreamFailure withWorthRepeating(@Nullable Boolean worth) {
    return new UpstreamFailure(kind, status, message, field, retryAfter, worth);
  }

  /** What a client is shown: the provider's words only where they are about the request. */
  public ClientError toClientError() {
    return new ClientError(
        kind.clientStatus, kind.code, shown(), field, retryAfter, worthRepeating);
  }

  private String shown() {
    return switch (kind) {
      case BAD_REQUEST, CONTEXT_LENGTH, CONTENT_FILTERED, TOO_LARGE -> message;
      case AUTHENTICATION -> "The provider refused the gateway's credentials";
      case PERMISSION -> "The provider does not allow this call to the gateway's account";
      case NOT_FOUND -> "The provider does not know the configured model";
      case RATE_LIMITED -> "The provider's rate limit is reached";
      case QUOTA_EXHAUSTED -> "The gateway's account at the provider is used up";
      case OVERLOADED -> "The provider is overloaded";
      case SERVER -> "The provider failed";
      case UNREACHABLE -> "The provider cannot be reached";
      case TIMEOUT -> "The provider did not answer in time";
      case TRUNCATED -> "The provider broke off its answer";
      case UNREADABLE -> "The provider's answer could not be understood";
    };
  }
}
