package io.countersign.policies.suite;

import io.countersign.policies.approval.PolicyExplanation;
import io.countersign.policies.approval.RuleFinding;
import io.countersign.policies.approval.RuleFinding.State;
import io.countersign.policies.approval.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run of cases.
 *
 * @param results in the cases' order
 * @param neverHolds ids of rules that no case makes hold, sorted
 * @param alwaysHolds ids of rules with a condition that holds in every case, sorted
 */
public record SuiteRun(List<Result> results, Set<String> neverHolds, Set<String> alwaysHolds) {
  /**
   * What came of one case.
   *
   * @param differences from what was expected, in words; none when it passed
   */
  public record Result(PolicyCase run, PolicyExplanation got, List<String> differences) {
    public Result {
      differences = List.copyOf(differences);
    }

    public boolean passed() {
      return differences.isEmpty();
    }
  }

  /** By the given rules. */
  public static SuiteRun of(RuleSet rules, List<PolicyCase> cases) {
    var results = new ArrayList<Result>();
    var neverHolds = new TreeSet<>(rules.ids());
    var alwaysHolds = new TreeSet<>(rules.conditional());
    for (var each : cases) {
      var got = rules.explain(each.given());
      results.add(new Result(each, got, each.expected().differences(got.decision())));
      for (var finding : got.rules()) {
        (holds(finding) ? neverHolds : alwaysHolds).remove(finding.rule());
      }
    }
    return new SuiteRun(List.copyOf(results), neverHolds, alwaysHolds);
  }

  private static boolean holds(RuleFinding finding) {
    return finding.state() == State.HOLDS;
  }

  /** Whether every case passed and made every rule hold and, where it has a condition, not hold. */
  public boolean passed() {
    return results.stream().allMatch(Result::passed)
        && neverHolds.isEmpty()
        && alwaysHolds.isEmpty();
  }
}
