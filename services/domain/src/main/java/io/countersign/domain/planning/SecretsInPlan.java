package io.countersign.domain.planning;

import io.countersign.domain.TextRedaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The search for secrets and people's addresses in a plan (invariant 11): it is recorded for ever,
 * shown to whoever approves, and what runs is what it says, so that nothing of it can be redacted.
 */
final class SecretsInPlan {
  private SecretsInPlan() {}

  /** Where they stand, never what they are; empty when there are none. */
  static List<String> of(Plan plan) {
    var steps = Stream.concat(plan.steps().stream(), plan.rollback().stream());
    return Stream.concat(
            plan.targets().stream().flatMap(it -> named("the target's field ", it.fields())),
            steps.flatMap(
                it ->
                    Stream.concat(
                        named("the parameter ", it.parameters()),
                        named("the expected field ", it.expected()))))
        .map(it -> it + " looks like a secret: where it's needed, its executor is given it")
        .distinct()
        .toList();
  }

  private static Stream<String> named(String what, Map<String, String> values) {
    var redacted = TextRedaction.secretValues(values);
    return new TreeMap<>(values)
        .entrySet().stream()
            .filter(it -> !isReference(it.getValue()))
            .filter(it -> isSecret(it.getValue(), redacted.get(it.getKey())))
            .map(it -> what + TextRedaction.text(it.getKey()));
  }

  /** What was read of a target is redacted already: a mark is no value to act upon. */
  private static boolean isSecret(String value, @Nullable String redacted) {
    return !value.equals(redacted) || value.contains(TextRedaction.MARK);
  }

  private static boolean isReference(String value) {
    return value.matches("env:[A-Za-z_][A-Za-z0-9_]*|file:/\\S+");
  }
}
