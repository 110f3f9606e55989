package io.countersign.domain.remediation;

import io.countersign.domain.remediation.Runbook.ProbeTemplate;
import io.countersign.domain.remediation.Runbook.StepTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fills a runbook in: the same input gives the same plan, to the byte. */
public final class Planner {
  /** More than this no person weighs up, nor does a plan's event hold it. */
  private static final int MOST_AFFECTED = 200;

  private final Runbook runbook;
  private final Situation situation;
  private final Variables variables;
  private final List<String> problems = new ArrayList<>();

  private Planner(Runbook runbook, Situation situation) {
    this.runbook = runbook;
    this.situation = situation;
    this.variables = Variables.of(situation);
  }

  /**
   * @return the plan, or every reason why this runbook doesn't fit this situation
   */
  public static PlanOutcome plan(Runbook runbook, Situation situation) {
    return new Planner(runbook, situation).plan();
  }

  private PlanOutcome plan() {
    checkKinds();
    checkRequired();
    checkEqual();
    checkAffected();
    var steps = steps(runbook.steps());
    var rollback = steps(runbook.rollback());
    var probes = runbook.probes().stream().map(this::probe).toList();
    if (!problems.isEmpty()) {
      return new PlanOutcome.DoesNotFit(problems.stream().distinct().toList());
    }
    var plan = plan(steps, rollback, probes);
    return plan.isRecordable()
        ? new PlanOutcome.Planned(runbook, plan)
        : new PlanOutcome.DoesNotFit(List.of("the plan is larger than what can be recorded"));
  }

  private Plan plan(List<PlannedStep> steps, List<PlannedStep> rollback, List<Probe> probes) {
    var target = fingerprint();
    return new Plan(
        situation.incident(),
        runbook.id(),
        runbook.digest(),
        cause(),
        runbook.actionClass(),
        List.of(target),
        preconditions(target),
        affected(),
        steps,
        rollback,
        probes,
        "");
  }

  private void checkKinds() {
    var cause = situation.cause();
    if (!runbook.causes().contains(cause.kind())) {
      problems.add("it doesn't answer the cause " + cause.kind());
    }
    if (!cause.entity().equals(situation.observed().target())) {
      problems.add(situation.observed().target() + " is not what " + cause.entity() + " is about");
    }
    if (!runbook.entityKinds().contains(cause.entity().kind())) {
      problems.add("it can't act on the kind " + cause.entity().kind());
    }
  }

  private void checkRequired() {
    runbook.requires().stream()
        .filter(field -> situation.observed().fields().getOrDefault(field, "").isBlank())
        .forEach(field -> problems.add(situation.observed().target() + " tells no " + field));
  }

  private void checkEqual() {
    sorted(runbook.equal())
        .forEach(
            (left, right) -> {
              var one = variables.fill(left, problems);
              var other = variables.fill(right, problems);
              if (!one.equals(other)) {
                problems.add(left + " is " + one + ", not " + right + " " + other);
              }
            });
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
        situation.executor(),
        template.action(),
        situation.observed().target(),
        variables.fill(sorted(template.parameters()), problems),
        variables.fill(sorted(template.expected()), problems),
        template.timeoutSeconds());
  }

  private Probe probe(ProbeTemplate template) {
    var query = situation.queries().get(template.signal());
    if (query == null) {
      problems.add("no query is configured for the signal " + template.signal());
    }
    return new Probe(
        template.name(),
        situation.observed().target(),
        query == null ? "" : query.source(),
        query == null ? "" : query.query(),
        template.comparison(),
        template.threshold(),
        situation.stabilitySeconds());
  }

  /** Only the fields that the runbook names: a restart counter that moves is no drift. */
  private TargetState fingerprint() {
    return situation.observed().only(named());
  }

  private Set<String> named() {
    var named = new TreeSet<>(runbook.requires());
    runbook.equal().forEach((left, right) -> named.addAll(used(Stream.of(left, right))));
    for (var step : runbook.steps()) {
      named.addAll(step.expected().keySet());
    }
    Stream.concat(runbook.steps().stream(), runbook.rollback().stream())
        .map(step -> used(values(step)))
        .forEach(named::addAll);
    return named;
  }

  private static Stream<String> values(StepTemplate step) {
    return Stream.concat(step.parameters().values().stream(), step.expected().values().stream());
  }

  private static Set<String> used(Stream<String> templates) {
    var fields = new TreeSet<String>();
    templates.map(Variables::fields).forEach(fields::addAll);
    return fields;
  }

  private String cause() {
    var cause = situation.cause();
    var release = cause.toVersion() == null ? "" : ", release of " + cause.toVersion();
    var change = cause.change() == null ? "" : " (" + cause.change() + ")";
    return cause.kind() + " of " + cause.entity() + release + change;
  }

  private List<String> preconditions(TargetState target) {
    var words = new ArrayList<String>();
    sorted(target.fields())
        .forEach((field, value) -> words.add(target.target() + " has " + field + " " + value));
    sorted(runbook.equal())
        .forEach(
            (left, right) ->
                words.add(left + " is " + right + ": " + variables.fill(left, problems)));
    return words;
  }

  private List<String> affected() {
    return situation.topology().above(situation.observed().target()).keySet().stream()
        .map(Object::toString)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** Records keep maps in no order; problems and words are told in one. */
  private static Map<String, String> sorted(Map<String, String> map) {
    return new TreeMap<>(map);
  }
}
