package io.tollgate.gateway.request;

import io.tollgate.gateway.media.MediaFetcher;
import io.tollgate.gateway.metering.Settlements;
import io.tollgate.gateway.metering.TokenEstimates;
import io.tollgate.gateway.request.Reached.Admitted;
import io.tollgate.gateway.routing.DeploymentRouter;
import io.tollgate.gateway.upstream.UpstreamClients;
import io.tollgate.providers.aws.AwsSigner;
import reactor.core.publisher.Mono;

/** Sends admitted requests upstream. */
final class Dispatcher {

  final DeploymentRouter router;
  final UpstreamClients upstreams;
  final MediaFetcher media;
  final AwsSigner signer;
  final Settlements settlements;
  final TokenEstimates estimates;
  final Failures failures;

  Dispatcher(
      DeploymentRouter router,
      UpstreamClients upstreams,
      MediaFetcher media,
      AwsSigner signer,
      Settlements settlements,
      TokenEstimates estimates,
      Failures failures) {
    this.router = router;
    this.upstreams = upstreams;
    this.media = media;
    this.signer = signer;
    this.settlements = settlements;
    this.estimates = estimates;
    this.failures = failures;
  }

  /**
   * The reply of the deployment that answers. The calls are the gateway's own: when the client goes
   * away, this is told to the call that is under way and settles nothing by itself.
   */
  Mono<Reply> dispatch(Admitted admitted) {
    return Mono.create(client -> {
      var dispatch = new Dispatch(this, admitted, client);
      client.onCancel(dispatch::clientLeft);
      dispatch.start();
    });
  }
}
