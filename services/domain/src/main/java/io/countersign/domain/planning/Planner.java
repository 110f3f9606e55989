package io.countersign.domain.planning;

import io.countersign.domain.Decimal;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.Signal;
import io.countersign.domain.planning.Runbook.ProbeTemplate;
import io.countersign.domain.planning.Runbook.StepTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The planner, which fills a runbook in: the same input gives the same plan, to the byte. */
public final class Planner {
  /** More than this no person weighs up, nor does a plan's event hold it. */
  private static final int MOST_AFFECTED = 200;

  private final Runbook runbook;
  private final PlanningInput input;
  private final OptionalInt wanted;
  private final TemplateVariables variables;
  private final PreconditionCheck preconditions;
  private final List<String> problems = new ArrayList<>();

  private Planner(Runbook runbook, PlanningInput input) {
    this.runbook = runbook;
    this.input = input;
    this.wanted = sized();
    this.variables = TemplateVariables.of(input, wanted);
    this.preconditions = new PreconditionCheck(runbook, input, variables);
  }

  /**
   * @return the plan, or every reason why this runbook doesn't fit
   */
  public static PlanningOutcome plan(Runbook runbook, PlanningInput input) {
    return new Planner(runbook, input).plan();
  }

  private PlanningOutcome plan() {
    preconditions.check(problems);
    checkAffected();
    if (!problems.isEmpty()) {
      // What a step or a probe lacks besides follows from that.
      return misfit();
    }
    var steps = steps(runbook.steps());
    var rollback = steps(runbook.rollback());
    var probes = probes();
    if (!problems.isEmpty()) {
      return misfit();
    }
    var plan = plan(steps, rollback, probes);
    problems.addAll(SecretsInPlan.of(plan));
    if (!problems.isEmpty()) {
      return misfit();
    }
    return plan.isRecordable()
        ? new PlanningOutcome.Planned(runbook, plan)
        : new PlanningOutcome.DoesNotFit(List.of("the plan is larger than what can be recorded"));
  }

  private PlanningOutcome misfit() {
    return new PlanningOutcome.DoesNotFit(problems.stream().distinct().toList());
  }

  private OptionalInt sized() {
    var sizing = runbook.sizing();
    return sizing == null
        ? OptionalInt.empty()
        : sizing.wanted(input.observed(), input.measured(Signal.SATURATION), problems);
  }

  private Plan plan(List<PlannedStep> steps, List<PlannedStep> rollback, List<Probe> probes) {
    // Only the fields that the runbook names: a restart counter that moves is no drift.
    var target = input.observed().only(preconditions.namedFields());
    var plan =
        new Plan(
            input.incident(),
            runbook.id(),
            runbook.digest(),
            causeText(input.cause()),
            runbook.actionClass(),
            List.of(target),
            Stream.concat(preconditions.descriptions(target), size()).toList(),
            affected(),
            steps,
            rollback,
            probes,
            "");
    return plan.whenWindowCloses(runbook.whenWindowCloses());
  }

  private Stream<String> size() {
    var sizing = runbook.sizing();
    return sizing == null || wanted.isEmpty()
        ? Stream.empty()
        : Stream.of(
            sizing.description(
                input.observed(), input.measured(Signal.SATURATION), wanted.getAsInt()));
  }

  private void checkAffected() {
    int affected = affected().size();
    if (affected > MOST_AFFECTED) {
      problems.add(
          "too many are affected: " + affected + ", and at most " + MOST_AFFECTED + " may");
    }
  }

  private List<PlannedStep> steps(List<StepTemplate> templates) {
    return IntStream.range(0, templates.size())
        .mapToObj(i -> step(i + 1, templates.get(i)))
        .toList();
  }

  private PlannedStep step(int number, StepTemplate template) {
    return new PlannedStep(
        number,
        input.executor(),
        template.action(),
        input.observed().target(),
        variables.fill(sorted(template.parameters()), problems),
        variables.fill(sorted(template.expected()), problems),
        template.timeoutSeconds());
  }

  private List<Probe> probes() {
    var probes = runbook.probes().stream().filter(this::measurable).map(this::probe).toList();
    if (probes.isEmpty()) {
      problems.add("nothing that it would be proved by is measured");
    }
    return probes;
  }

  private boolean measurable(ProbeTemplate template) {
    return !template.ifMeasured()
        || (input.queries().containsKey(template.signal())
            && input.measured(template.signal()).known());
  }

  private Probe probe(ProbeTemplate template) {
    var query = input.queries().get(template.signal());
    if (query == null) {
      problems.add("no query is configured for the signal " + template.signal());
    }
    return new Probe(
        template.name(),
        input.observed().target(),
        query == null ? "" : query.source(),
        query == null ? "" : query.query(),
        template.comparison(),
        threshold(template),
        input.stabilitySeconds());
  }

  /** What is slow by nature needn't become faster than it ever was. */
  private String threshold(ProbeTemplate template) {
    var usual = input.measured(template.signal()).usual();
    if (template.usualFactor().isEmpty() || usual.isEmpty()) {
      return template.threshold();
    }
    double relative = usual.getAsDouble() * Decimal.number(template.usualFactor());
    return relative > Decimal.number(template.threshold())
        ? Decimal.text(relative)
        : template.threshold();
  }

  /** A cause in one line, as plans carry it. */
  static String causeText(Cause cause) {
    var release = cause.toVersion() == null ? "" : ", release of " + cause.toVersion();
    var change = cause.change() == null ? "" : " (" + cause.change() + ")";
    return cause.kind() + " of " + cause.entity() + release + change;
  }

  private List<String> affected() {
    return input.topology().above(input.observed().target()).keySet().stream()
        .map(Object::toString)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static Map<String, String> sorted(Map<String, String> map) {
    return new TreeMap<>(map);
  }
}
