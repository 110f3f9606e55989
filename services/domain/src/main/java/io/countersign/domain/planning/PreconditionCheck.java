package io.countersign.domain.planning;

import static io.countersign.domain.planning.TemplateVariables.spoken;

import io.countersign.domain.planning.Runbook.StepTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The check that a runbook is right in a situation; it tells everything that speaks against it. */
record PreconditionCheck(Runbook runbook, PlanningInput input, TemplateVariables variables) {

  /** Adds each reason why the runbook is wrong here. */
  void check(List<String> problems) {
    checkKinds(problems);
    checkRequired(problems);
    checkEqual(problems);
    checkOneOf(problems);
    checkUnmoved(problems);
  }

  private void checkKinds(List<String> problems) {
    var cause = input.cause();
    if (!runbook.causes().contains(cause.kind())) {
      problems.add("it doesn't answer the cause " + cause.kind());
    }
    if (!cause.entity().equals(input.observed().target())) {
      problems.add(input.observed().target() + " is not what " + cause.entity() + " is about");
    }
    if (!runbook.entityKinds().contains(cause.entity().kind())) {
      problems.add("it can't act on the kind " + cause.entity().kind());
    }
  }

  private void checkRequired(List<String> problems) {
    runbook.conditions().requires().stream()
        .filter(field -> input.observed().fields().getOrDefault(field, "").isBlank())
        .forEach(field -> problems.add(input.observed().target() + " tells no " + field));
  }

  private void checkEqual(List<String> problems) {
    sorted(runbook.conditions().equal())
        .forEach(
            (left, right) -> {
              int before = problems.size();
              var one = variables.fill(left, problems);
              var other = variables.fill(right, problems);
              if (problems.size() == before && !one.equals(other)) {
                problems.add(
                    "%s is %s, not %s %s".formatted(spoken(left), one, spoken(right), other));
              }
            });
  }

  private void checkOneOf(List<String> problems) {
    sorted(runbook.conditions().oneOf())
        .forEach(
            (template, allowed) -> {
              int before = problems.size();
              var value = variables.fill(template, problems);
              if (problems.size() == before && !allowed.contains(value)) {
                problems.add(
                    "%s is %s, none of %s"
                        .formatted(spoken(template), value, String.join(", ", allowed)));
              }
            });
  }

  private void checkUnmoved(List<String> problems) {
    runbook.conditions().unmoved().stream()
        .sorted()
        .filter(signal -> input.measured(signal).moves() > 0)
        .forEach(
            signal ->
                problems.add(
                    "%s of it moved by themselves since the fault began, times seen: %s"
                        .formatted(signal.word(), input.measured(signal).moves())));
  }

  /** For a person: what has to be so. */
  Stream<String> descriptions(TargetState target) {
    var fields =
        sorted(target.fields()).entrySet().stream()
            .map(field -> target.target() + " has " + field.getKey() + " " + field.getValue());
    var equal =
        sorted(runbook.conditions().equal()).entrySet().stream()
            .map(
                pair ->
                    spoken(pair.getKey())
                        + " is "
                        + spoken(pair.getValue())
                        + ": "
                        + variables.fill(pair.getKey(), new ArrayList<>()));
    return Stream.concat(fields, equal);
  }

  /** The fields of the target's state that it names: a restart counter that moves is no drift. */
  Set<String> namedFields() {
    var named = new TreeSet<>(runbook.conditions().requires());
    runbook
        .conditions()
        .equal()
        .forEach((left, right) -> named.addAll(used(Stream.of(left, right))));
    named.addAll(used(runbook.conditions().oneOf().keySet().stream()));
    runbook.steps().forEach(step -> named.addAll(step.expected().keySet()));
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
    templates.map(TemplateVariables::fields).forEach(fields::addAll);
    return fields;
  }

  /** Records keep maps in no order; problems and words are told in one. */
  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return new TreeMap<>(map);
  }
}
