package io.tollgate.domain.snapshot;

import io.tollgate.domain.configuration.Configuration;
import io.tollgate.domain.configuration.Problem;
import io.tollgate.domain.secret.Hash256;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of the configuration, immutable and indexed: every question that a request raises is
 * a look-up whose cost does not grow with what is configured.
 */
public final class Snapshot {

  private final long version;
  private final Map<Hash256, Caller> callers;
  private final Map<String, PublishedApi> apis;
  private final Map<String, ServedModel> models;
  private final Map<String, List<PublishedApi>> apisByModel;
  private final List<Problem> problems;

  Snapshot(
      long version,
      Map<Hash256, Caller> callers,
      Map<String, PublishedApi> apis,
      Map<String, ServedModel> models,
      Map<String, List<PublishedApi>> apisByModel,
      List<Problem> problems) {
    this.version = version;
    this.callers = Map.copyOf(callers);
    this.apis = Map.copyOf(apis);
    this.models = Map.copyOf(models);
    this.apisByModel = Map.copyOf(apisByModel);
    this.problems = List.copyOf(problems);
  }

  /** Indexes a configuration; definitions that cannot work are left out as problems. */
  public static Snapshot of(Configuration configuration) {
    return new SnapshotBuilder(configuration).build();
  }

  public long version() {
    return version;
  }

  /** Who has the credential with this hash; whether it has expired meanwhile is for the caller. */
  public @Nullable Caller caller(Hash256 credential) {
    return callers.get(credential);
  }

  /** The API that is served at exactly this base path. */
  public @Nullable PublishedApi api(String basePath) {
    return apis.get(basePath);
  }

  public Collection<PublishedApi> apis() {
    return apis.values();
  }

  public Collection<ServedModel> models() {
    return models.values();
  }

  /** The AI APIs that offer a model of this name. */
  public List<PublishedApi> offering(String model) {
    return apisByModel.getOrDefault(model, List.of());
  }

  /** What was left out, and why. */
  public List<Problem> problems() {
    return problems;
  }

  @Override
  public String toString() {
    return "Snapshot[version "
        + version
        + ", "
        + apis.size()
        + " APIs, "
        + models.size()
        + " models, "
        + callers.size()
        + " credentials, "
        + problems.size()
        + " problems]";
  }
}
