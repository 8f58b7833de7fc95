package io.tollgate.gateway.errors;

import io.tollgate.domain.subscription.Subscription;
import io.tollgate.providers.call.ClientError;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.UpstreamFailure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Why a request has no good answer. Every kind has a stable code, an HTTP status and a message that
 * is safe to show.
 */
public sealed interface GatewayFailure {

  /** No key, or none that opens anything. */
  record InvalidKey(boolean present) implements GatewayFailure {}

  /** The path is known, but only for other methods. */
  record WrongMethod(String method, String path, List<String> allowed) implements GatewayFailure {}

  /** There is nothing at this path. */
  record UnknownPath(String method, String path) implements GatewayFailure {}

  /** The request asks for what its path does not offer, such as another type of answer. */
  record Unsupported(HttpStatus status) implements GatewayFailure {}

  /** A browser asks whether a page of an origin may call that is not listed. */
  record CrossOrigin() implements GatewayFailure {}

  /** The API that the path names does not exist, as far as this caller may know. */
  record UnknownApi(String basePath, List<String> available) implements GatewayFailure {}

  /** The request must be changed by its client. */
  record InvalidRequest(String message, @Nullable String field) implements GatewayFailure {}

  record BodyTooLarge(long limit) implements GatewayFailure {}

  /** The pieces of the body do not follow HTTP's rules, so that its end cannot be told. */
  record BodyMalformed() implements GatewayFailure {}

  /** The client did not send what it announced in time. */
  record BodyTooSlow() implements GatewayFailure {}

  /** The model or API does not exist, as far as this caller may know. */
  record UnknownModel(String model, List<String> available, @Nullable Endpoint endpoint)
      implements GatewayFailure {
    /** A 404 everywhere but at OpenAI's responses, whose clients know it as a 400. */
    private int status() {
      return endpoint == Endpoint.RESPONSES || endpoint == Endpoint.COUNT_RESPONSE_TOKENS
          ? 400
          : 404;
    }
  }

  record AmbiguousApi(String model, List<String> basePaths) implements GatewayFailure {}

  /** The caller needs a subscription that it can ask for, or has to wait for. */
  record NotSubscribed(String api, Subscription.@Nullable Status status, String where)
      implements GatewayFailure {}

  record NotInPlan(String model, String plan, String api) implements GatewayFailure {}

  /** A limit of the plan is reached. */
  record LimitReached(String limit, long allowed, Duration retryAfter) implements GatewayFailure {}

  /** One request alone is above a limit of the plan: waiting does not help. */
  record AboveLimit(String limit, long allowed, long needed) implements GatewayFailure {}

  /** No deployment of the model can do what the endpoint asks for. */
  record NotOffered(String model, String endpoint) implements GatewayFailure {}

  /** Every deployment of the model is out, or there is none. */
  record NoHealthyUpstream(String model, Duration retryAfter) implements GatewayFailure {}

  /** As many files are being fetched for other requests as there is room for. */
  record MediaBusy(Duration retryAfter) implements GatewayFailure {}

  /** What the last deployment that was tried answered, or did not. */
  record Upstream(UpstreamFailure failure) implements GatewayFailure {}

  /** The turn that a request goes on from does not exist for this caller, or no longer. */
  record PreviousResponseNotFound(String id) implements GatewayFailure {}

  /** A kept response does not exist for this caller, or no longer. */
  record ResponseNotFound(String id) implements GatewayFailure {}

  /** With all turns before it, the request is larger than any may be. */
  record ConversationTooLarge(long limit) implements GatewayFailure {}

  /** What is kept of conversations cannot be reached at the moment. */
  record ResponsesUnavailable(Duration retryAfter) implements GatewayFailure {}

  /** The node has no configuration yet. */
  record NotReady() implements GatewayFailure {}

  /** What is consumed can no longer be written down, so nothing more may be consumed. */
  record JournalFull() implements GatewayFailure {}

  /** A fault of ours; the log has the details under the request's id. */
  record Internal() implements GatewayFailure {}

  static GatewayFailure of(InvalidRequestException invalid) {
    return new InvalidRequest(String.valueOf(invalid.getMessage()), invalid.field());
  }

  default GatewayException toException() {
    return new GatewayException(this);
  }

  default String code() {
    return toClientError().code();
  }

  /** Whether a rule of ours refused the request, instead of something that broke. */
  default boolean refused() {
    return switch (this) {
      case Upstream _,
          NoHealthyUpstream _,
          MediaBusy _,
          ResponsesUnavailable _,
          NotReady _,
          JournalFull _,
          Internal _ ->
          false;
      case InvalidKey _,
          WrongMethod _,
          UnknownPath _,
          Unsupported _,
          CrossOrigin _,
          UnknownApi _,
          InvalidRequest _,
          BodyTooLarge _,
          BodyMalformed _,
          BodyTooSlow _,
          UnknownModel _,
          AmbiguousApi _,
          NotSubscribed _,
          NotInPlan _,
          LimitReached _,
          AboveLimit _,
          NotOffered _,
          PreviousResponseNotFound _,
          ResponseNotFound _,
          ConversationTooLarge _ ->
          true;
    };
  }

  /** What the client is shown, before it has the look of a protocol. */
  default ClientError toClientError() {
    return switch (this) {
      case InvalidKey(boolean present) ->
          ClientError.of(
              401,
              "invalid_api_key",
              present
                  ? "The API key is not valid: it is unknown, revoked or expired"
                  : "No API key was sent; send it as 'Authorization: Bearer <key>'");
      case WrongMethod(String method, String path, List<String> allowed) ->
          ClientError.of(
              405,
              "method_not_allowed",
              "%s takes %s, and not %s".formatted(path, String.join(" or ", allowed), method));
      case UnknownPath(String method, String path) ->
          ClientError.of(404, "not_found", "There is nothing at " + method + " " + path);
      case Unsupported(HttpStatus status) ->
          ClientError.of(
              status.value(),
              status.name().toLowerCase(Locale.ROOT),
              "This is not offered in the way that it was asked for: " + status.getReasonPhrase());
      case CrossOrigin() ->
          ClientError.of(
              403,
              "cross_origin_refused",
              "Pages of this origin may not call from a browser: the gateway does not list it");
      case UnknownApi(String basePath, List<String> available) ->
          ClientError.of(404, "api_not_found", Messages.unknownApi(basePath, available));
      case InvalidRequest(String message, @Nullable String field) ->
          ClientError.of(400, "invalid_request", message).withField(field);
      case BodyTooLarge(long limit) ->
          ClientError.of(
              413, "request_too_large", "The request body is larger than " + limit + " bytes");
      case BodyMalformed() ->
          ClientError.of(400, "invalid_request", "The request body is not encoded as HTTP says");
      case BodyTooSlow() ->
          ClientError.of(408, "request_timeout", "The request body did not arrive in time");
      case UnknownModel unknown ->
          ClientError.of(
                  unknown.status(),
                  "model_not_found",
                  Messages.unknownModel(unknown.model(), unknown.available()))
              .withField("model");
      case AmbiguousApi(String model, List<String> paths) ->
          ClientError.of(400, "ambiguous_api", Messages.ambiguous(model, paths)).withField("model");
      case NotSubscribed(String api, Subscription.@Nullable Status status, String where) ->
          ClientError.of(403, "subscription_required", Messages.notSubscribed(api, status, where));
      case NotInPlan(String model, String plan, String api) ->
          ClientError.of(
                  403,
                  "model_not_in_plan",
                  "The plan '%s' of '%s' does not include the model '%s'"
                      .formatted(plan, api, model))
              .withField("model");
      case LimitReached(String limit, long allowed, Duration retryAfter) ->
          ClientError.of(
                  429,
                  "rate_limit_exceeded",
                  "The limit '%s' of %d is reached".formatted(limit, allowed))
              .withRetryAfter(retryAfter);
      case AboveLimit(String limit, long allowed, long needed) ->
          ClientError.of(
              429,
              "request_above_limit",
              "The request needs about %d, which is above the limit '%s' of %d"
                  .formatted(needed, limit, allowed));
      case NotOffered(String model, String endpoint) ->
          ClientError.of(
                  400,
                  "endpoint_not_supported",
                  "The model '%s' cannot be used with %s".formatted(model, endpoint))
              .withField("model");
      case NoHealthyUpstream(String model, Duration retryAfter) ->
          ClientError.of(
                  503,
                  "no_healthy_upstream",
                  "No deployment of '%s' is available at the moment".formatted(model))
              .withRetryAfter(retryAfter);
      case MediaBusy(Duration retryAfter) ->
          ClientError.of(
                  503, "media_busy", "Too many files are being fetched for other requests just now")
              .withRetryAfter(retryAfter);
      case Upstream(UpstreamFailure failure) -> failure.toClientError();
      case PreviousResponseNotFound(String id) ->
          ClientError.of(
                  400,
                  "previous_response_not_found",
                  "Previous response with id '%s' not found.".formatted(id))
              .withField("previous_response_id");
      case ResponseNotFound(String id) ->
          ClientError.of(
              404, "response_not_found", "Response with id '%s' not found.".formatted(id));
      case ConversationTooLarge(long limit) ->
          ClientError.of(
                  400,
                  "conversation_too_large",
                  "With the turns before it, the request is larger than %d bytes".formatted(limit))
              .withField("previous_response_id");
      case ResponsesUnavailable(Duration retryAfter) ->
          ClientError.of(
                  503, "responses_unavailable", "Kept responses cannot be reached at the moment")
              .withRetryAfter(retryAfter);
      case NotReady() ->
          ClientError.of(503, "not_ready", "The gateway is starting")
              .withRetryAfter(Duration.ofSeconds(2));
      case JournalFull() ->
          ClientError.of(
                  503, "metering_unavailable", "The gateway cannot record usage at the moment")
              .withRetryAfter(Duration.ofSeconds(5));
      case Internal() -> ClientError.of(500, "internal_error", "The gateway failed");
    };
  }
}
