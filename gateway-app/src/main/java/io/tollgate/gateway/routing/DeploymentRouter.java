package io.tollgate.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.tollgate.domain.model.DeploymentId;
import io.tollgate.domain.model.ModelId;
import io.tollgate.domain.snapshot.ServedDeployment;
import io.tollgate.domain.snapshot.ServedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;

/** The order in which a model's deployments are tried, and a circuit breaker for each. */
public final class DeploymentRouter {

  /** How long a deployment that keeps failing is left alone before it is tried again. */
  public static final Duration PAUSE = Duration.ofSeconds(10);

  private static final CircuitBreakerConfig BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(20)
          .minimumNumberOfCalls(5)
          .failureRateThreshold(50)
          .waitDurationInOpenState(PAUSE)
          .permittedNumberOfCallsInHalfOpenState(2)
          .maxWaitDurationInHalfOpenState(Duration.ofSeconds(30))
          .build();

  private final ConcurrentMap<DeploymentId, CircuitBreaker> breakers = new ConcurrentHashMap<>();
  private final ConcurrentMap<ModelId, RetryBudget> retries = new ConcurrentHashMap<>();

  /** All deployments of a model, best first; equals are drawn by weight. */
  public List<ServedDeployment> order(ServedModel model) {
    var deployments = model.deployments();
    if (deployments.size() < 2) {
      return deployments;
    }
    // Exponential draws with the weight as rate, sorted: each is first as often as it weighs.
    var drawn = new ArrayList<Draw>(deployments.size());
    for (ServedDeployment deployment : deployments) {
      drawn.add(Draw.of(deployment, priority(model, deployment)));
    }
    drawn.sort(Comparator.comparingInt(Draw::priority).thenComparingDouble(Draw::position));
    return drawn.stream().map(Draw::deployment).toList();
  }

  private static int priority(ServedModel model, ServedDeployment deployment) {
    return switch (model.model().strategy()) {
      case PRIORITY -> deployment.deployment().priority();
      case WEIGHTED -> 0;
    };
  }

  public CircuitBreaker breaker(DeploymentId deployment) {
    var known = breakers.get(deployment);
    return known != null
        ? known
        : breakers.computeIfAbsent(deployment, id -> CircuitBreaker.of(id.toString(), BREAKER));
  }

  /** How often requests for a model may be sent to a second deployment. */
  public RetryBudget retries(ModelId model) {
    var known = retries.get(model);
    return known != null ? known : retries.computeIfAbsent(model, id -> new RetryBudget());
  }

  private record Draw(ServedDeployment deployment, int priority, double position) {

    static Draw of(ServedDeployment deployment, int priority) {
      double uniform = ThreadLocalRandom.current().nextDouble();
      return new Draw(
          deployment, priority, -Math.log1p(-uniform) / deployment.deployment().weight());
    }
  }
}
