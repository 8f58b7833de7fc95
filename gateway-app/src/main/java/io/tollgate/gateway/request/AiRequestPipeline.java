package io.tollgate.gateway.request;

import io.tollgate.domain.snapshot.Access;
import io.tollgate.domain.snapshot.AccessRules;
import io.tollgate.domain.snapshot.Grant;
import io.tollgate.gateway.admission.RateLimits;
import io.tollgate.gateway.authentication.ApiKeyAuthentication;
import io.tollgate.gateway.errors.GatewayException;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.metering.Settlements;
import io.tollgate.gateway.metering.TokenEstimates;
import io.tollgate.gateway.request.Reached.Admitted;
import io.tollgate.gateway.request.Reached.Authenticated;
import io.tollgate.gateway.request.Reached.Parsed;
import io.tollgate.gateway.request.Reached.Recalled;
import io.tollgate.gateway.request.Reached.Subscribed;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.RequestParser;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * The way of every AI request, top to bottom. Each step takes how far the request has come and
 * returns the next; a refusal at any of them becomes the one ledger entry and an answer in the
 * client's protocol.
 */
final class AiRequestPipeline {

  private static final Logger log = LoggerFactory.getLogger(AiRequestPipeline.class);

  private final ApiKeyAuthentication authentication;
  private final BodyReader bodies;
  private final Recall recall;
  private final RateLimits limits;
  private final TokenEstimates estimates;
  private final Dispatcher dispatcher;
  private final Settlements settlements;
  private final Failures failures;

  AiRequestPipeline(
      ApiKeyAuthentication authentication,
      BodyReader bodies,
      Recall recall,
      RateLimits limits,
      TokenEstimates estimates,
      Dispatcher dispatcher,
      Settlements settlements,
      Failures failures) {
    this.authentication = authentication;
    this.bodies = bodies;
    this.recall = recall;
    this.limits = limits;
    this.estimates = estimates;
    this.dispatcher = dispatcher;
    this.settlements = settlements;
    this.failures = failures;
  }

  /**
   * Answers a request; the reply may be an error, and is left out only where nobody waits for it.
   */
  Mono<Reply> answer(Received received, Flux<DataBuffer> body) {
    Authenticated authenticated;
    try {
      // Before the body is read: whoever has no key takes up no memory.
      authenticated = authenticate(received);
    } catch (GatewayException unknown) {
      settlements.unauthenticated(received.client());
      return Mono.just(failures.render(received, unknown.failure()));
    }
    return unlessItLeaves(bodies.read(received, body), authenticated)
        .flatMap(sent -> serve(authenticated, sent))
        .onErrorResume(AbortedException.class, gone -> left(authenticated))
        .onErrorResume(failed -> Mono.just(refuse(authenticated, failed)));
  }

  /** The connection broke while the body was read: nobody is left to be answered. */
  private Mono<Reply> left(Authenticated authenticated) {
    failures.abandoned(authenticated);
    return Mono.empty();
  }

  /** Books a client that leaves before something is there. */
  private <T> Mono<T> unlessItLeaves(Mono<T> awaited, Reached reached) {
    var there = new AtomicBoolean();
    return awaited
        .doOnTerminate(() -> there.set(true))
        .doOnCancel(() -> {
          // A client that leaves later is met by what follows.
          if (!there.get()) {
            failures.abandoned(reached);
          }
        });
  }

  private Mono<Reply> serve(Authenticated authenticated, RequestBody body) {
    Reached reached = authenticated;
    try {
      var parsed = parse(authenticated, body);
      reached = parsed;
      // The subscription comes before the limits, because it says which limits there are.
      var subscribed = subscribe(parsed);
      reached = subscribed;
      return unlessItLeaves(recall.recall(subscribed), subscribed)
          // The turns come before the limits, because they count as well.
          .flatMap(recalled -> dispatcher.dispatch(admit(recalled)))
          .onErrorResume(refused -> Mono.just(refuse(subscribed, body, refused)));
    } catch (RuntimeException refused) {
      return Mono.just(refuse(reached, body, refused));
    }
  }

  private Authenticated authenticate(Received received) {
    var caller =
        authentication.authenticate(
            received.headers(),
            received.query(),
            received.serving().snapshot(),
            received.startedAt());
    return new Authenticated(received, caller);
  }

  private static Parsed parse(Authenticated authenticated, RequestBody body) {
    var received = authenticated.received();
    var now = InstantSource.fixed(received.startedAt());
    var request =
        switch (body) {
          case RequestBody.InMemory json ->
              RequestParser.parse(
                  received.match(), received.query(), received.view(), json.bytes(), now);
          case RequestBody.Uploaded upload ->
              RequestParser.parse(received.match(), upload.form(), now);
        };
    return new Parsed(authenticated, request, body);
  }

  private Subscribed subscribe(Parsed parsed) {
    var received = parsed.received();
    var caller = parsed.authenticated().caller();
    var model = parsed.request().model();
    var address = received.address();
    if (address.namesNoApi()) {
      throw address.unknownTo(caller).toException();
    }
    var snapshot = received.serving().snapshot();
    var access =
        address.api() == null
            ? AccessRules.toModel(caller, model, snapshot.offering(model))
            : AccessRules.toApi(caller, address.api(), model);
    return switch (access) {
      case Access.Granted(Grant grant) -> subscribed(parsed, grant, model);
      case Access.NotSubscribed missing -> throw failures.notSubscribed(missing).toException();
      case Access.NotInPlan(Grant grant) ->
          throw new GatewayFailure.NotInPlan(model, grant.plan().name(), grant.api().name())
              .toException();
      case Access.Ambiguous(var apis) ->
          throw new GatewayFailure.AmbiguousApi(
                  model, apis.stream().map(api -> api.basePath() + "/v1").toList())
              .toException();
      case Access.Unknown() ->
          throw new GatewayFailure.UnknownModel(
                  model, List.copyOf(caller.models().keySet()), parsed.request().endpoint())
              .toException();
    };
  }

  private static Subscribed subscribed(Parsed parsed, Grant grant, String name) {
    var model = grant.model(name);
    if (model == null) {
      throw new IllegalStateException("a grant does not offer what it was granted for: " + name);
    }
    return new Subscribed(parsed, grant, model);
  }

  private Admitted admit(Recalled recalled) {
    var request = recalled.request();
    var grant = recalled.subscribed().grant();
    var model = recalled.subscribed().model().model();
    long input = estimates.input(model.id(), request.inputBytes());
    long output = request.outputCap().orElse(0) * request.choices();
    var reservation = limits.reserve(grant.subscription().id(), grant.plan(), input, output);
    return new Admitted(recalled, reservation, input);
  }

  private Reply refuse(Reached reached, RequestBody body, Throwable cause) {
    body.release();
    return refuse(reached, cause);
  }

  private Reply refuse(Reached reached, Throwable cause) {
    return failures.refuse(
        reached,
        switch (cause) {
          case GatewayException refused -> refused.failure();
          case InvalidRequestException invalid -> GatewayFailure.of(invalid);
          default -> {
            log.error("Request {} failed", reached.received().id(), cause);
            yield new GatewayFailure.Internal();
          }
        });
  }
}
