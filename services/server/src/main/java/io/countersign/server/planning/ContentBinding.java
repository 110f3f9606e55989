package io.countersign.server.planning;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.domain.Digest;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.server.config.Connections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The binding of plans to what their executors would run. */
public final class ContentBinding {
  private final Connections connections;

  public ContentBinding(Connections connections) {
    this.connections = connections;
  }

  /**
   * The plan with every step bound, or the first failure of an executor that was asked: then
   * nothing may be proposed.
   */
  Outcome<Plan> bind(Plan plan) {
    var contents = new HashMap<PlannedStep, Digest>();
    for (var step : plan.effects().toList()) {
      switch (content(step)) {
        case Outcome.Ok<Digest>(var now) -> contents.put(step, now);
        case Outcome.Failed<Digest> failed -> {
          return failed.as();
        }
      }
    }
    return Outcome.ok(plan.bound(step -> step.with(contents.get(step))));
  }

  /**
   * The plan with these steps as they would run now: a step whose executor refuses would run
   * nothing. One that was never bound stays so. Empty where an executor can't be asked just now.
   */
  public Optional<Plan> renew(Plan plan, List<PlannedStep> steps) {
    var renewed = new HashMap<PlannedStep, PlannedStep>();
    for (var step : steps) {
      switch (content(step)) {
        case Outcome.Ok<Digest>(var now) -> renewed.put(step, step.with(now));
        case Outcome.Failed<Digest> failed when failed.category().retryable() -> {
          return Optional.empty();
        }
        case Outcome.Failed<Digest> _ -> renewed.put(step, step.with(null));
      }
    }
    return Optional.of(
        plan.bound(step -> step.content() == null ? step : renewed.getOrDefault(step, step)));
  }

  private Outcome<Digest> content(PlannedStep step) {
    return connections
        .executor(step.executor())
        .map(executor -> executor.content(step))
        .orElseGet(
            () ->
                Outcome.failed(
                    FailureCategory.USER,
                    FailureCode.NOT_FOUND,
                    step.executor() + " isn't configured any more"));
  }
}
