package io.tollgate.domain.snapshot;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Route;
import java.util.List;
import java.util.Map;

/**
 * An API that is served.
 *
 * @param models what an AI API offers, by name
 * @param routes where a REST API's requests go
 */
public record PublishedApi(Api api, Map<String, ServedModel> models, List<Route> routes) {

  public PublishedApi {
    models = Map.copyOf(models);
    routes = List.copyOf(routes);
  }
}
