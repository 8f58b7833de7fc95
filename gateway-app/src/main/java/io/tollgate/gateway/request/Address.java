package io.tollgate.gateway.request;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.snapshot.Caller;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.gateway.authentication.ApiVisibility;
import io.tollgate.gateway.errors.GatewayFailure;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What the path of a request names.
 *
 * @param base what stands before the endpoint; empty for the paths that leave the API to the model
 * @param api the AI API with this base; null where there is none
 * @param below the path from {@code /v1} on
 */
record Address(String base, @Nullable PublishedApi api, String below) {

  private static final Pattern VERSION = Pattern.compile("/(?:v1|v1beta|v2)/");

  /**
   * Of a request, given the APIs that there are and those that its sender may know of; as long as
   * there are none, it has no base.
   */
  static Address of(
      ServerHttpRequest request, @Nullable Snapshot snapshot, ApiVisibility visibility) {
    var path = request.getURI().getRawPath();
    if (snapshot == null) {
      return new Address("", null, path);
    }
    var visible = visibility.to(request, snapshot);
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      var api = snapshot.api(path.substring(0, slash));
      if (api != null && visible.test(api)) {
        return api.api().kind() == Api.Kind.AI
            ? new Address(api.api().basePath(), api, path.substring(slash))
            : new Address("", null, path);
      }
    }
    var version = VERSION.matcher(path);
    return version.find()
        ? new Address(path.substring(0, version.start()), null, path.substring(version.start()))
        : new Address("", null, path);
  }

  /** Whether it names an API that is not there, as far as its sender may know. */
  boolean namesNoApi() {
    return api == null && !base.isEmpty();
  }

  /** What the sender of such a one is told: what there is for it instead. */
  GatewayFailure unknownTo(Caller caller) {
    return new GatewayFailure.UnknownApi(base, List.copyOf(caller.models().keySet()));
  }
}
