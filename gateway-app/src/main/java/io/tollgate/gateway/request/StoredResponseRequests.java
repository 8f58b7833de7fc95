package io.tollgate.gateway.request;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.id.UuidV7;
import io.tollgate.domain.snapshot.Caller;
import io.tollgate.domain.snapshot.Grant;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.gateway.admission.RateLimits;
import io.tollgate.gateway.authentication.ApiKeyAuthentication;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.metering.Result;
import io.tollgate.gateway.metering.Settlements;
import io.tollgate.gateway.metering.Subject;
import io.tollgate.gateway.metering.Timings;
import io.tollgate.gateway.response.ResponseStore;
import io.tollgate.gateway.snapshot.ServingConfiguration;
import io.tollgate.providers.ErrorRenderer;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Protocol;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.wire.responses.StoredTurn.ItemPage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** Shows an application the responses that are kept for it, and forgets them when it says so. */
final class StoredResponseRequests {

  private static final Logger log = LoggerFactory.getLogger(StoredResponseRequests.class);
  private static final Pattern PATH =
      Pattern.compile("/v1/responses/([A-Za-z0-9_-]+)(/input_items)?");
  private static final int USUAL_ITEMS = 20;

  private final ApiKeyAuthentication authentication;
  private final Settlements settlements;
  private final RateLimits limits;
  private final ResponseStore store;
  private final Clock clock;

  StoredResponseRequests(
      ApiKeyAuthentication authentication,
      Settlements settlements,
      RateLimits limits,
      ResponseStore store,
      Clock clock) {
    this.authentication = authentication;
    this.settlements = settlements;
    this.limits = limits;
    this.store = store;
    this.clock = clock;
  }

  static boolean serves(HttpMethod method, String path) {
    var matcher = PATH.matcher(path);
    return matcher.matches()
        && (HttpMethod.GET.equals(method)
            || (HttpMethod.DELETE.equals(method) && matcher.group(2) == null));
  }

  /** A question of a known caller; it is put to all APIs that it has been granted, or to one. */
  private record Call(
      UUID id, Instant now, long started, Caller caller, Address address, List<Grant> grants) {

    Set<ApiId> apis(Predicate<Api> which) {
      return grants.stream()
          .map(Grant::api)
          .filter(which)
          .map(Api::id)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  Mono<Void> answer(
      ServerHttpRequest request,
      ServerHttpResponse response,
      ServingConfiguration serving,
      Address address) {
    var now = clock.instant();
    var id = UuidV7.at(now);
    Call call;
    try {
      var query = request.getURI().getRawQuery();
      var caller =
          authentication.authenticate(request.getHeaders(), query, serving.snapshot(), now);
      var grants = grants(caller, address.api());
      call = new Call(id, now, System.nanoTime(), caller, address, grants);
    } catch (GatewayException unknown) {
      settlements.unauthenticated(request.getRemoteAddress());
      return ReplyWriter.write(response, Protocol.OPENAI, id, render(unknown.failure(), id));
    }
    var reply =
        Mono.defer(() -> reply(request, call))
            .doOnNext(found -> settle(call, Result.answered(timings(call))))
            .onErrorResume(failed -> Mono.just(refuse(call, failed)))
            .cache();
    // In a subscription of its own: a client that leaves meanwhile is booked like any other.
    reply.subscribe();
    return reply.flatMap(found -> ReplyWriter.write(response, Protocol.OPENAI, id, found));
  }

  /** Of the API that the path names, or of all that the application has been granted. */
  private static List<Grant> grants(Caller caller, @Nullable PublishedApi api) {
    return caller.grants().stream()
        .filter(Grant::isApproved)
        .filter(grant -> api == null || grant.api().id().equals(api.api().id()))
        .toList();
  }

  /** Each plan that is asked counts it as a request, which takes no tokens. */
  private void reserve(Call call) {
    call.grants()
        .forEach(grant -> limits.reserve(grant.subscription().id(), grant.plan(), 0, 0).settle(0));
  }

  private Mono<Reply> reply(ServerHttpRequest request, Call call) {
    if (call.address().namesNoApi()) {
      throw call.address().unknownTo(call.caller()).toException();
    }
    reserve(call);
    var matcher = PATH.matcher(call.address().below());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(call.address().below());
    }
    var wanted = matcher.group(1);
    var application = call.caller().application().id();
    var unknown = new GatewayFailure.ResponseNotFound(wanted);
    if (HttpMethod.DELETE.equals(request.getMethod())) {
      // What was kept once may be deleted even where nothing is kept any more.
      return store
          .forget(wanted, application, call.apis(any -> true))
          .filter(deleted -> deleted)
          .map(deleted -> json(deleted(wanted)))
          .switchIfEmpty(Mono.error(unknown::toException));
    }
    var page = matcher.group(2) == null ? null : page(request);
    if (page == null && "true".equals(request.getQueryParams().getFirst("stream"))) {
      throw new GatewayFailure.InvalidRequest(
              "A kept response is answered whole: 'stream' is not available here", "stream")
          .toException();
    }
    return store
        .find(wanted, application, call.apis(api -> api.responseDays() != null))
        .map(turn -> json(page == null ? turn.responseBody() : turn.itemsBody(page)))
        .switchIfEmpty(Mono.error(unknown::toException));
  }

  private static byte[] deleted(String id) {
    return Json.bytes(Json.object().put("id", id).put("object", "response").put("deleted", true));
  }

  private static ItemPage page(ServerHttpRequest request) {
    var query = request.getQueryParams();
    var limit = query.getFirst("limit");
    var after = query.getFirst("after");
    try {
      return new ItemPage(
          limit == null ? USUAL_ITEMS : Integer.parseInt(limit),
          "asc".equals(query.getFirst("order")),
          after == null ? "" : after);
    } catch (NumberFormatException noNumber) {
      throw new GatewayFailure.InvalidRequest("'limit' must be a whole number", "limit")
          .toException();
    }
  }

  private Reply refuse(Call call, Throwable cause) {
    GatewayFailure failure;
    if (cause instanceof GatewayException refused) {
      failure = refused.failure();
    } else {
      log.error("Request {} failed", call.id(), cause);
      failure = new GatewayFailure.Internal();
    }
    var reply = render(failure, call.id());
    settle(call, Result.unconsumed(failure, reply.status(), null, List.of(), timings(call)));
    return reply;
  }

  private static Timings timings(Call call) {
    var elapsed = Duration.ofNanos(System.nanoTime() - call.started());
    return new Timings(elapsed, null, elapsed);
  }

  private void settle(Call call, Result result) {
    settlements.settle(
        new Subject(
            call.id(), call.now(), null, call.caller(), "responses", false, null, null, null),
        result);
  }

  private static Reply json(byte[] body) {
    return Reply.Whole.of(200, List.of(Header.JSON), body);
  }

  private static Reply render(GatewayFailure failure, UUID id) {
    var rendered = ErrorRenderer.render(Protocol.OPENAI, failure.toClientError(), id.toString());
    return Reply.Whole.of(rendered.status(), rendered.headers(), rendered.body());
  }
}
