package io.tollgate.gateway.request;

import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.snapshot.ServedDeployment;
import io.tollgate.gateway.errors.GatewayFailure;
import io.tollgate.gateway.request.Reached.Admitted;
import io.tollgate.gateway.routing.DeploymentRouter;
import io.tollgate.providers.Translators;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.MediaNeededException;
import io.tollgate.providers.call.Operation;
import io.tollgate.providers.call.UpstreamFailure;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The deployments that one request may be sent to, best first. Each that cannot take it leaves the
 * reason behind; the last one is what the client hears when no other can.
 */
final class Candidates {

  private final DeploymentRouter router;
  private final Admitted admitted;
  private final Booking booking;
  private final Iterator<ServedDeployment> remaining;

  /** Providers that said not to be asked again. */
  private final Set<ProviderId> done = new HashSet<>();

  private @Nullable ServedDeployment waiting;
  private @Nullable ServedDeployment called;
  private GatewayFailure failure;
  private boolean estimable;

  Candidates(DeploymentRouter router, Admitted admitted, Booking booking) {
    this.router = router;
    this.admitted = admitted;
    this.booking = booking;
    this.remaining = router.order(admitted.model()).iterator();
    this.failure =
        new GatewayFailure.NoHealthyUpstream(admitted.model().name(), DeploymentRouter.PAUSE);
  }

  boolean hasMore() {
    return remaining.hasNext();
  }

  /** Why the last one did not answer. */
  GatewayFailure failure() {
    return failure;
  }

  /** Whether one of them would have counted the request's tokens if it only could. */
  boolean estimable() {
    return estimable;
  }

  private static boolean counts(ClientRequest request) {
    return request.endpoint().operation() == Operation.TOKEN_COUNT;
  }

  /** It may not count for every model, nor for every account. */
  private static boolean countsNothing(UpstreamFailure.Kind kind) {
    return kind == UpstreamFailure.Kind.NOT_FOUND || kind == UpstreamFailure.Kind.PERMISSION;
  }

  /** Keeps why the one that was called did not answer. */
  void failed(GatewayFailure.Upstream reason) {
    failure = reason;
    estimable |= counts(admitted.request()) && countsNothing(reason.failure().kind());
    if (called != null && Boolean.FALSE.equals(reason.failure().worthRepeating())) {
      done.add(called.provider().id());
    }
  }

  /**
   * The way to the next one that can take the request, or null when there is none. One that wants
   * the bytes of files throws {@link MediaNeededException}, and is next again.
   */
  @Nullable Routed next(ClientRequest request) {
    while (waiting != null || remaining.hasNext()) {
      var deployment = waiting == null ? remaining.next() : waiting;
      waiting = deployment;
      var routed = done.contains(deployment.provider().id()) ? null : route(request, deployment);
      waiting = null;
      if (routed != null) {
        called = deployment;
        return routed;
      }
    }
    return null;
  }

  private @Nullable Routed route(ClientRequest request, ServedDeployment deployment) {
    var id = deployment.deployment().id();
    var found = admitted.received().serving().targets().find(id);
    if (found == null) {
      return null;
    }
    var target = admitted.subscribed().grant().api().strict() ? found.strictly() : found;
    var translator = Translators.find(request.endpoint(), target);
    if (translator.isEmpty()) {
      // An estimate is made only once no deployment is left that counts by itself.
      estimable |= counts(request);
      failure =
          new GatewayFailure.NotOffered(
              admitted.model().name(), Operations.name(request.endpoint()));
      return null;
    }
    try {
      var upstream = translator.get().request(request, target);
      if (!router.breaker(id).tryAcquirePermission()) {
        booking.explain("skipped " + deployment.provider().name(), "it kept failing");
        return null;
      }
      var price = admitted.model().prices().at(id, admitted.received().startedAt());
      return new Routed(admitted, deployment, target, translator.get(), upstream, price);
    } catch (InvalidRequestException impossibleThere) {
      failure = GatewayFailure.of(impossibleThere);
      return null;
    }
  }
}
