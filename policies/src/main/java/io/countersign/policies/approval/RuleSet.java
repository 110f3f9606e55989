package io.countersign.policies.approval;

import io.countersign.domain.Digest;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.approval.ApprovalRule.Effect;
import io.countersign.policies.engine.Compilation;
import io.countersign.policies.engine.PolicyFile;
import io.countersign.policies.engine.PolicyProblems;
import io.countersign.policies.engine.PolicyYaml;
import io.countersign.policies.engine.ShippedFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A set of rules that says who must approve a plan. All of them are looked at: one that forbids
 * overrides, those that require are merged to the strictest, and one that allows counts only where
 * none requires. Where no rule holds, or something goes wrong, it's forbidden.
 */
public final class RuleSet {
  /** What an environment that no rule names is taken for. */
  public static final String PRODUCTION = "production";

  private static final List<String> SHIPPED =
      List.of(
          "destruction-is-forbidden.yaml",
          "high-risk-in-production.yaml",
          "low-risk-outside-production.yaml",
          "one-approver-everywhere.yaml",
          "production-is-at-least-medium-risk.yaml",
          "two-approvers-for-tier-1-production-high-risk.yaml");

  private final List<ApprovalRule> rules;
  private final ApprovalTimings timings;
  private final Set<String> named = new HashSet<>(Set.of(PRODUCTION));
  private final Digest bundle;

  private RuleSet(List<ApprovalRule> rules, ApprovalTimings timings) {
    this.rules = rules;
    this.timings = timings;
    this.bundle = BundleDigest.digest(rules, timings);
    rules.forEach(rule -> named.addAll(rule.when().environments()));
  }

  /**
   * The rules that the product comes with.
   *
   * @throws IllegalArgumentException when the timings bring reminder, escalation and expiry out of
   *     order for one of them
   */
  public static RuleSet shipped(ApprovalTimings timings) {
    var files = ShippedFiles.read("approval", SHIPPED);
    return compile(files).orThrow().with(timings);
  }

  /** One rule a file; every problem of every file, or the set with the rules' own times. */
  public static Compilation<RuleSet> compile(List<PolicyFile> files) {
    var problems = new PolicyProblems();
    var rules = new ArrayList<ApprovalRule>();
    var ids = new HashSet<String>();
    for (var file : files) {
      PolicyYaml.read(file, problems)
          .ifPresent(
              section -> {
                var rule = ApprovalRuleReader.read(section);
                if (!rule.id().isEmpty() && !ids.add(rule.id())) {
                  section.problem("id", "another rule has the id \"" + rule.id() + "\"");
                }
                rules.add(rule);
              });
    }
    rules.sort(Comparator.comparing(ApprovalRule::id));
    return problems.unless(() -> new RuleSet(List.copyOf(rules), ApprovalTimings.ofTheRules()));
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
            "approval times: reminder, escalation and expiry have to follow one another, also with"
                + " those of the rule "
                + rule.id());
      }
    }
    return new RuleSet(rules, timings);
  }

  /** SHA-256 over the canonical form of all rules and times: layout and comments don't count. */
  public Digest bundle() {
    return bundle;
  }

  /** Never throws: what can't be evaluated is forbidden with the code POLICY_ERROR. */
  public PolicyDecision evaluate(PolicyInput input) {
    var trace = new ArrayList<String>();
    try {
      return decide(input, trace);
    } catch (RuntimeException e) {
      return new Forbidden(List.of(), bundle, trace, "POLICY_ERROR: " + e.getMessage());
    }
  }

  private PolicyDecision decide(PolicyInput input, List<String> trace) {
    check(input);
    var environment = environment(input, trace);
    var holding = new ArrayList<ApprovalRule>();
    for (var rule : rules) {
      var mismatch = rule.when().mismatch(input, environment);
      trace.add(rule.id() + ": " + mismatch.orElseGet(rule::consequence));
      if (mismatch.isEmpty()) {
        holding.add(rule);
      }
    }
    return merged(holding, trace);
  }

  private PolicyDecision merged(List<ApprovalRule> holding, List<String> trace) {
    var ids = holding.stream().map(ApprovalRule::id).toList();
    var forbidding = holding.stream().filter(r -> r.effect() instanceof Effect.Forbid).findFirst();
    if (forbidding.isPresent()) {
      return new Forbidden(ids, bundle, trace, forbidding.get().because());
    }
    if (holding.isEmpty()) {
      return new Forbidden(ids, bundle, trace, "no rule holds for it, so it isn't allowed");
    }
    var required = new ArrayList<Approval>();
    for (var rule : holding) {
      if (rule.effect() instanceof Effect.Require(var approval)) {
        required.add(approval);
      }
    }
    return required.isEmpty() ? new Allowed(ids, bundle, trace) : needed(ids, required, trace);
  }

  private PolicyDecision needed(List<String> ids, List<Approval> required, List<String> trace) {
    return RequirementMerge.strictest(required)
        .map(timings::applied)
        .<PolicyDecision>map(approval -> new NeedsApproval(ids, bundle, trace, approval))
        .orElseGet(() -> new Forbidden(ids, bundle, trace, "nobody satisfies all of its rules"));
  }

  private String environment(PolicyInput input, List<String> trace) {
    if (named.contains(input.environment())) {
      return input.environment();
    }
    trace.add("environment " + input.environment() + ": no rule names it, so it is " + PRODUCTION);
    return PRODUCTION;
  }

  private static void check(PolicyInput input) {
    if (input.tier() < 1 || input.tier() > 4) {
      throw new IllegalArgumentException("tier must be 1 to 4: " + input.tier());
    }
    if (input.risk() < 1 || input.risk() > 5) {
      throw new IllegalArgumentException("risk must be 1 to 5: " + input.risk());
    }
    if (input.actionClass().isBlank()) {
      throw new IllegalArgumentException("an action class is needed");
    }
  }
}
