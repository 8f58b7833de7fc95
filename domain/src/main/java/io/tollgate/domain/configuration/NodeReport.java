package io.tollgate.domain.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway tells of the configuration it serves.
 *
 * @param node its name, unique among the nodes of a cluster
 * @param failure why it cannot load a newer version, or null when there is none that it cannot
 * @param problems what it leaves out
 */
public record NodeReport(
    String node, long version, @Nullable String failure, List<Problem> problems) {

  public NodeReport {
    problems = List.copyOf(problems);
  }
}
