package io.tollgate.gateway.snapshot;

import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.snapshot.Snapshot;
import java.util.List;

/** Finds what a part of the gateway cannot serve of a snapshot and leaves out. */
@FunctionalInterface
public interface Inspection {

  List<Problem> problems(Snapshot snapshot);
}
