package io.countersign.policies.suite;

import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblems;
import io.countersign.policies.engine.PolicyYaml;
import java.time.Instant;

/** The reader of a made-up plan: what it doesn't say is as of an everyday one, or of another. */
public final class MadeUpPlan {
  private MadeUpPlan() {}

  /** What every case of a suite begins with, a rollback of tier 2 in production, at that time. */
  public static PolicyInput everyday(Instant now) {
    var it = InputReader.EVERYDAY;
    return new PolicyInput(
        it.plan(), it.actor(), it.target(), it.incident(), it.window(), it.history(), now);
  }

  /**
   * Every problem, or the input.
   *
   * @param given what a case's {@code given} has, in YAML or JSON
   */
  public static Compilation<PolicyInput> compile(PolicyFile given, PolicyInput otherwise) {
    var problems = new PolicyProblems();
    var input =
        PolicyYaml.read(given, problems)
            .map(section -> InputReader.read(section, otherwise))
            .orElse(otherwise);
    return problems.unless(() -> input);
  }
}
