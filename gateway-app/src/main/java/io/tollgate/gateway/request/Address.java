package io.tollgate.gateway.request;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.snapshot.Access;
import io.tollgate.domain.snapshot.AccessRules;
import io.tollgate.domain.snapshot.Caller;
import io.tollgate.domain.snapshot.PublishedApi;
import io.tollgate.domain.snapshot.Snapshot;
import io.tollgate.gateway.errors.GatewayFailure;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a request names.
 *
 * @param base what stands before the endpoint; empty for the paths that leave the API to the model
 * @param api the AI API with this base; null where there is none
 * @param below the path from {@code /v1} on
 */
record Address(String base, @Nullable PublishedApi api, String below) {

  private static final Pattern VERSION = Pattern.compile("/(?:v1|v1beta|v2)/");

  /** Of a path as it was sent, given the APIs that there are; without any, it has no base. */
  static Address of(String path, @Nullable Snapshot snapshot) {
    if (snapshot == null) {
      return new Address("", null, path);
    }
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      var api = snapshot.api(path.substring(0, slash));
      if (api != null) {
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

  /**
   * Whether it names an API that is not there for this caller. One that it may not see is answered
   * like one that does not exist, so that nobody learns of it by trying names.
   */
  boolean isUnknownTo(Caller caller) {
    return !base.isEmpty()
        && (api == null || AccessRules.toApi(caller, api, null) instanceof Access.Unknown);
  }

  /** What such a caller is told: what there is for it instead. */
  GatewayFailure unknownTo(Caller caller) {
    return new GatewayFailure.UnknownApi(base, List.copyOf(caller.models().keySet()));
  }
}
