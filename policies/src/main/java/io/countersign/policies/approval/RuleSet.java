package io.countersign.policies.approval;

import io.countersign.domain.Digest;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.approval.ApprovalRule.Effect;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.ShippedFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A set of rules that says who must approve a plan. All of them are looked at: one that denies
 * overrides, those that require are merged to the strictest, and one that lets it run by itself
 * counts where none requires besides those that it waives. Where no rule holds, or one can't be
 * evaluated, it's forbidden.
 */
public final class RuleSet {
  /** Begins the reason where rules ask for what nobody has. */
  public static final String NOBODY = "nobody satisfies all of its rules";

  private static final List<String> SHIPPED =
      List.of(
          "a-person-while-halted.yaml",
          "at-most-six-actions-an-hour.yaml",
          "destruction-is-forbidden.yaml",
          "high-risk-in-production.yaml",
          "low-risk-outside-production.yaml",
          "no-high-risk-while-halted.yaml",
          "not-more-than-fifty-affected.yaml",
          "one-approver-everywhere.yaml",
          "other-incidents-on-the-target.yaml",
          "production-is-at-least-medium-risk.yaml",
          "standard-restart-runs-by-itself.yaml",
          "two-approvers-for-tier-1-production-high-risk.yaml",
          "two-groups-for-tier-1-production.yaml",
          "two-persons-for-high-risk-in-a-freeze.yaml",
          "two-persons-for-tier-1-production.yaml");

  private final List<ApprovalRule> rules;
  private final ApprovalTimings timings;
  private final Digest bundle;
  private final EachTarget evaluation;

  RuleSet(List<ApprovalRule> rules, ApprovalTimings timings) {
    this(rules, timings, BundleDigest.digest(rules, timings));
  }

  private RuleSet(List<ApprovalRule> rules, ApprovalTimings timings, Digest bundle) {
    this.rules = rules;
    this.timings = timings;
    this.bundle = bundle;
    this.evaluation = new EachTarget(new RuleSetEvaluation(rules, timings, bundle));
  }

  /**
   * The rules that the product comes with.
   *
   * @throws IllegalArgumentException when the timings bring reminder, escalation and expiry out of
   *     order for one of them
   */
  public static RuleSet shipped(ApprovalTimings timings) {
    return compile(shippedFiles()).orThrow().with(timings);
  }

  /** The files of the rules that the product comes with, sorted by name. */
  public static List<PolicyFile> shippedFiles() {
    return ShippedFiles.read("approval", SHIPPED);
  }

  /** One rule a file; every problem of every file, or the set with the rules' own times. */
  public static Compilation<RuleSet> compile(List<PolicyFile> files) {
    return RuleSetCompiler.compile(files, Optional.empty());
  }

  /**
   * The same, where it's known which groups there are: a rule that asks for another is refused.
   *
   * @param groups names
   */
  public static Compilation<RuleSet> compile(List<PolicyFile> files, Set<String> groups) {
    return RuleSetCompiler.compile(files, Optional.of(groups));
  }

  /**
   * The same rules with an installation's times.
   *
   * @throws IllegalArgumentException as {@link #shipped}
   */
  public RuleSet with(ApprovalTimings timings) {
    for (var rule : rules) {
      if (rule.effect() instanceof Effect.Require(var approval)
          && !ApprovalTimings.inOrder(timings.applied(approval))) {
        throw new IllegalArgumentException(
            "approval times: reminder, each step of the escalation and expiry have to follow one"
                + " another, also with those of the rule "
                + rule.id());
      }
    }
    return new RuleSet(rules, timings);
  }

  /** The same rules, whose decisions name the bundle that they were taken from. */
  public RuleSet named(Digest bundle) {
    return new RuleSet(rules, timings, bundle);
  }

  /**
   * What its decisions are named by. Unless it was {@link #named}: SHA-256 over the canonical form
   * of all rules and times, where layout and comments don't count.
   */
  public Digest bundle() {
    return bundle;
  }

  /** Ids of all rules, sorted. */
  public List<String> ids() {
    return rules.stream().map(ApprovalRule::id).toList();
  }

  /** Ids of those that have a condition, sorted. */
  public List<String> conditional() {
    return rules.stream()
        .filter(rule -> !rule.when().conjuncts().isEmpty())
        .map(ApprovalRule::id)
        .toList();
  }

  /** Names of the groups of which its rules ask for members, sorted. */
  public List<String> groupsAsked() {
    return rules.stream()
        .flatMap(
            it ->
                it.effect() instanceof Effect.Require(var approval)
                    ? approval.groups().stream()
                    : Stream.empty())
        .distinct()
        .sorted()
        .toList();
  }

  /** Never throws: what can't be evaluated is forbidden with the code POLICY_ERROR. */
  public PolicyDecision evaluate(PolicyInput input) {
    return evaluation.explain(input).decision();
  }

  /**
   * The same decision without its trace, and without what it takes in its reason: for who compares
   * many of them.
   */
  public PolicyDecision verdict(PolicyInput input) {
    return evaluation.verdict(input);
  }

  /** The same decision, with every rule's part in it; never throws either. */
  public PolicyExplanation explain(PolicyInput input) {
    return evaluation.explain(input);
  }

  /** The same rules as if none of them had an end: what they'd do once they're turned on. */
  public RuleSet unexpired() {
    return new RuleSet(rules.stream().map(ApprovalRule::unexpired).toList(), timings, bundle);
  }

  /** What its conditions compare variables with. */
  public RuleLiterals literals() {
    return new RuleLiterals(this);
  }

  List<ApprovalRule> rules() {
    return rules;
  }
}
