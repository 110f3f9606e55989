package io.countersign.domain.remediation;

import io.countersign.domain.Digest;
import io.countersign.domain.incident.Cause;
import io.countersign.domain.incident.Signal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A compiled runbook: for which causes it is right, and the templates that a plan is filled in
 * from. Templates know {@code ${target.name}}, {@code ${target.environment}}, {@code
 * ${state.FIELD}} (observed state of the target), {@code ${cause.change}} and {@code
 * ${cause.toVersion}}.
 *
 * @param digest of the runbook's canonical form
 * @param causes the kinds of cause it answers
 * @param entityKinds the kinds of entity it can act on
 * @param requires fields of the target's state that must be there and not empty
 * @param equal pairs of templates that must be equal, such as the running and the blamed version
 * @param risk 1 (slight) to 5
 */
public record Runbook(
    String id,
    String title,
    Digest digest,
    Set<Cause.Kind> causes,
    Set<String> entityKinds,
    String actionClass,
    int risk,
    List<String> requires,
    Map<String, String> equal,
    List<StepTemplate> steps,
    List<StepTemplate> rollback,
    List<ProbeTemplate> probes) {
  /** A step before its values are filled in. */
  public record StepTemplate(
      String action,
      Map<String, String> parameters,
      Map<String, String> expected,
      int timeoutSeconds) {
    public StepTemplate {
      parameters = Map.copyOf(parameters);
      expected = Map.copyOf(expected);
    }
  }

  /**
   * A probe before entity and query are filled in; the query is the configured one of the signal.
   */
  public record ProbeTemplate(
      String name, Signal signal, Probe.Comparison comparison, String threshold) {}

  public Runbook {
    causes = Set.copyOf(causes);
    entityKinds = Set.copyOf(entityKinds);
    requires = List.copyOf(requires);
    equal = Map.copyOf(equal);
    steps = List.copyOf(steps);
    rollback = List.copyOf(rollback);
    probes = List.copyOf(probes);
  }
}
