package io.tollgate.domain.snapshot;

import io.tollgate.domain.model.Deployment;
import io.tollgate.domain.provider.Provider;

/** A deployment together with the provider it lives at; both are active. */
public record ServedDeployment(Deployment deployment, Provider provider) {}
