package io.tollgate.domain.model;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A public name that clients ask for.
 *
 * @param contextWindow in tokens, null when unknown
 * @param maxOutput in tokens, null when unknown
 */
public record Model(
    ModelId id,
    String name,
    String description,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutput,
    Set<Capability> capabilities,
    Strategy strategy,
    Status status,
    Instant createdAt) {

  /** What a model can be asked for. */
  public enum Capability {
    CHAT,
    VISION,
    AUDIO,
    TOOLS,
    JSON_SCHEMA,
    REASONING,
    EMBEDDINGS,
    IMAGES,
    SPEECH,
    TRANSCRIPTION,
    MODERATION,
    RERANK
  }

  /** How a deployment is chosen for a request. */
  public enum Strategy {
    /** The lowest priority number that is healthy; by weight among equals. */
    PRIORITY,
    /** By weight among all healthy ones. */
    WEIGHTED
  }

  public enum Status {
    ACTIVE,
    DISABLED
  }

  public Model {
    capabilities = Set.copyOf(capabilities);
  }

  public Model withStatus(Status changed) {
    return new Model(
        id,
        name,
        description,
        contextWindow,
        maxOutput,
        capabilities,
        strategy,
        changed,
        createdAt);
  }
}
