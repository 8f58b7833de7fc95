package io.tollgate.gateway.request;

import io.tollgate.domain.model.Price;
import io.tollgate.domain.snapshot.ServedDeployment;
import io.tollgate.gateway.request.Reached.Admitted;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of an admitted request: the deployment chosen for it and what is sent there, made
 * from the client's original request.
 *
 * @param price what the model costs there; null when it is not priced
 */
record Routed(
    Admitted admitted,
    ServedDeployment deployment,
    Target target,
    Translator translator,
    UpstreamRequest request,
    @Nullable Price price) {}
