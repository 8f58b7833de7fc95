package io.tollgate.domain.response;

import io.tollgate.domain.application.ApplicationId;
import io.tollgate.domain.catalogue.ApiId;
import io.tollgate.domain.tenant.TenantId;

/** Whose a kept response is: the application that asked for it, through the API that answered. */
public record ResponseOwner(TenantId tenant, ApplicationId application, ApiId api) {}
