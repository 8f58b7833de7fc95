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
 */
public record UpstreamFailure(
    Kind kind, int status, String message, @Nullable String field, @Nullable Duration retryAfter)
    implements Answer {

  /** Causes, each with what may be done about it. */
  public enum Kind {
    BAD_REQUEST(400, "invalid_request", Remedy.NONE),
    CONTEXT_LENGTH(400, "context_length_exceeded", Remedy.NONE),
    CONTENT_FILTERED(400, "content_filter", Remedy.NONE),
    /** The gateway's own key was refused: never shown as the client's 401. */
    AUTHENTICATION(502, "upstream_auth", Remedy.ELSEWHERE),
    PERMISSION(502, "upstream_permission", Remedy.ELSEWHERE),
    /** The configured deployment does not exist there: the gateway's fault, not the client's. */
    NOT_FOUND(502, "upstream_model_not_found", Remedy.ELSEWHERE),
    TOO_LARGE(413, "request_too_large", Remedy.NONE),
    RATE_LIMITED(429, "rate_limit_exceeded", Remedy.AGAIN),
    /** The account has no money left: waiting does not help. */
    QUOTA_EXHAUSTED(502, "upstream_quota", Remedy.ELSEWHERE),
    OVERLOADED(503, "overloaded", Remedy.AGAIN),
    SERVER(502, "upstream_error", Remedy.ELSEWHERE),
    /** No connection came about. */
    UNREACHABLE(502, "upstream_unreachable", Remedy.ELSEWHERE),
    TIMEOUT(504, "upstream_timeout", Remedy.ELSEWHERE),
    /** The stream ended without its terminal event. */
    TRUNCATED(502, "upstream_truncated", Remedy.ELSEWHERE),
    /** An answer that does not follow its wire format. */
    UNREADABLE(502, "upstream_unreadable", Remedy.ELSEWHERE);

    private enum Remedy {
      NONE,
      ELSEWHERE,
      AGAIN
    }

    private final int clientStatus;
    private final String code;
    private final Remedy remedy;

    Kind(int clientStatus, String code, Remedy remedy) {
      this.clientStatus = clientStatus;
      this.code = code;
      this.remedy = remedy;
    }

    /** The provider did no work, so that sending the same request again buys nothing twice. */
    public boolean safeToRetry() {
      return remedy == Remedy.AGAIN;
    }

    /** The request itself is at fault, so that the client needs the provider's words. */
    public boolean clientsFault() {
      return remedy == Remedy.NONE;
    }
  }

  public static UpstreamFailure of(Kind kind, int status, String message) {
    return new UpstreamFailure(kind, status, message, null, null);
  }

  /** What a client is shown: the provider's words only where they are about the request. */
  public ClientError toClientError() {
    String shown = kind.clientsFault() ? message : ownWords();
    return new ClientError(kind.clientStatus, kind.code, shown, field, retryAfter);
  }

  private String ownWords() {
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
