package io.countersign.domain.planning;

import io.countersign.domain.Digest;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.planning.Plan.WindowClosing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled runbook: for which causes it is right, and the templates that a plan is filled in
 * from. Templates know {@code ${target.name}}, {@code ${target.environment}}, {@code
 * ${state.FIELD}} (observed state of the target), {@code ${cause.change}}, {@code
 * ${cause.toVersion}} and {@code ${sizing.wanted}}.
 *
 * @param digest of the runbook's canonical form
 * @param causes the kinds of cause it answers
 * @param entityKinds the kinds of entity it can act on
 * @param risk 1 (slight) to 5
 * @param sizing how many of something are needed; null where nothing is counted
 * @param whenWindowCloses how a plan goes on where a target closes while it runs; null for {@link
 *     WindowClosing#STOP}
 */
public record Runbook(
    String id,
    String title,
    Digest digest,
    Set<Cause.Kind> causes,
    Set<String> entityKinds,
    String actionClass,
    int risk,
    Conditions conditions,
    @Nullable CapacitySizing sizing,
    List<StepTemplate> steps,
    List<StepTemplate> rollback,
    List<ProbeTemplate> probes,
    @Nullable WindowClosing whenWindowCloses) {
  public Runbook(
      String id,
      String title,
      Digest digest,
      Set<Cause.Kind> causes,
      Set<String> entityKinds,
      String actionClass,
      int risk,
      Conditions conditions,
      @Nullable CapacitySizing sizing,
      List<StepTemplate> steps,
      List<StepTemplate> rollback,
      List<ProbeTemplate> probes) {
    this(
        id,
        title,
        digest,
        causes,
        entityKinds,
        actionClass,
        risk,
        conditions,
        sizing,
        steps,
        rollback,
        probes,
        null);
  }

  /**
   * The conditions that make it wrong elsewhere: each must be so when the plan is made.
   *
   * @param requires fields of the target's state that must be there and not empty
   * @param equal pairs of templates that must be equal, such as the running and the blamed version
   * @param oneOf templates, and the values of which each must have one
   * @param unmoved signals that must not have moved by themselves since just before the fault: what
   *     restarts by itself needs no restart
   */
  public record Conditions(
      List<String> requires,
      Map<String, String> equal,
      Map<String, List<String>> oneOf,
      Set<Signal> unmoved) {
    public Conditions {
      requires = List.copyOf(requires);
      equal = Map.copyOf(equal);
      oneOf = Map.copyOf(oneOf);
      unmoved = Set.copyOf(unmoved);
    }
  }

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
   *
   * @param threshold decimal text
   * @param usualFactor decimal text: the threshold is at least so many times the target's usual
   *     value; empty where the threshold alone counts
   * @param ifMeasured left out for a target of which the signal isn't measured; else there is no
   *     plan without it
   */
  public record ProbeTemplate(
      String name,
      Signal signal,
      Probe.Comparison comparison,
      String threshold,
      String usualFactor,
      boolean ifMeasured) {}

  public Runbook {
    causes = Set.copyOf(causes);
    entityKinds = Set.copyOf(entityKinds);
    steps = List.copyOf(steps);
    rollback = List.copyOf(rollback);
    probes = List.copyOf(probes);
  }
}
