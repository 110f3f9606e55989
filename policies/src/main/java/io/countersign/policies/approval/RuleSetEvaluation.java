package io.countersign.policies.approval;

import io.countersign.domain.Digest;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.approval.ApprovalRule.Effect;
import io.countersign.policies.approval.RuleFinding.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The evaluation of a set of rules. */
final class RuleSetEvaluation {
  private final SharedConjuncts conjuncts = new SharedConjuncts();
  private final List<RuleEvaluation> rules;
  private final ApprovalTimings timings;
  private final Digest bundle;
  private final KnownEnvironments environments;

  RuleSetEvaluation(List<ApprovalRule> rules, ApprovalTimings timings, Digest bundle) {
    this.rules = rules.stream().map(rule -> new RuleEvaluation(rule, conjuncts)).toList();
    this.timings = timings;
    this.bundle = bundle;
    this.environments = KnownEnvironments.of(rules);
  }

  PolicyExplanation explain(PolicyInput input) {
    try {
      PolicyInputCheck.check(input);
      return explained(input);
    } catch (RuntimeException e) {
      return new PolicyExplanation(notEvaluable(e), List.of(), List.of());
    }
  }

  /** The same decision, without a trace and without what it takes. */
  PolicyDecision verdict(PolicyInput input) {
    try {
      PolicyInputCheck.check(input);
      var found = new InputFindings(environments.of(input), conjuncts);
      var states = new RuleStates();
      for (var rule : rules) {
        states.add(rule.rule(), rule.state(found));
      }
      return verdict(input, states.holding, states.erring);
    } catch (RuntimeException e) {
      return notEvaluable(e);
    }
  }

  private Forbidden notEvaluable(RuntimeException e) {
    return new Forbidden(List.of(), bundle, List.of(), "POLICY_ERROR: " + e.getMessage());
  }

  private PolicyExplanation explained(PolicyInput input) {
    var found = new InputFindings(environments.of(input), conjuncts);
    var findings = new ArrayList<RuleFinding>(rules.size());
    var states = new RuleStates();
    var lines = new ArrayList<String>();
    environments.remark(input).ifPresent(lines::add);
    for (var rule : rules) {
      var finding = rule.finding(found);
      findings.add(finding);
      states.add(rule.rule(), finding.state());
      finding.trace(lines);
    }
    return explained(
        verdict(input, states.holding, states.erring), findings, DecisionTrace.of(lines));
  }

  /** Which of the rules count. */
  private static final class RuleStates {
    private final List<ApprovalRule> holding = new ArrayList<>();
    private final List<ApprovalRule> erring = new ArrayList<>();

    void add(ApprovalRule rule, State state) {
      switch (state) {
        case HOLDS -> holding.add(rule);
        case ERROR -> erring.add(rule);
        case DOES_NOT_HOLD, EXPIRED -> {}
      }
    }
  }

  private static PolicyExplanation explained(
      PolicyDecision verdict, List<RuleFinding> findings, List<String> trace) {
    return switch (verdict) {
      case Allowed(var ids, var bundle, _) ->
          new PolicyExplanation(new Allowed(ids, bundle, trace), findings, List.of());
      case NeedsApproval(var ids, var bundle, _, var approval) ->
          new PolicyExplanation(
              new NeedsApproval(ids, bundle, trace, approval),
              findings,
              WhatItTakes.ofPeople(approval));
      case Forbidden(var ids, var bundle, _, var because) -> {
        var takes = takes(findings, because);
        var reason = DecisionTrace.reason(because, takes);
        yield new PolicyExplanation(new Forbidden(ids, bundle, trace, reason), findings, takes);
      }
    };
  }

  /** What would help where it's forbidden. */
  private static List<String> takes(List<RuleFinding> findings, String because) {
    var denying = in(findings, State.HOLDS).filter(it -> it.effect().equals("deny")).toList();
    if (!denying.isEmpty()) {
      return WhatItTakes.againstDenial(denying);
    }
    var erring = in(findings, State.ERROR).toList();
    if (!erring.isEmpty()) {
      return WhatItTakes.toEvaluate(erring);
    }
    return because.equals(RuleSet.NOBODY)
        ? List.of("rules that ask for roles and groups which one person can have")
        : WhatItTakes.toMatch(findings);
  }

  private PolicyDecision verdict(
      PolicyInput input, List<ApprovalRule> holding, List<ApprovalRule> erring) {
    for (var rule : holding) {
      if (rule.effect() instanceof Effect.Deny) {
        return forbidden(holding, erring, rule.because());
      }
    }
    if (!erring.isEmpty()) {
      var because = "POLICY_ERROR: the rule " + erring.getFirst().id() + " can't be evaluated";
      return forbidden(holding, erring, because);
    }
    return permitted(input, holding);
  }

  /**
   * Nothing runs by itself that two persons didn't promote, whatever a rule says; of what was
   * recorded before they had to, the rules decide.
   */
  private PolicyDecision permitted(PolicyInput input, List<ApprovalRule> holding) {
    boolean attended = Boolean.FALSE.equals(input.history().promoted());
    var waived = new HashSet<String>();
    boolean auto = false;
    for (var rule : holding) {
      if (!attended && rule.effect() instanceof Effect.AllowAuto(var waives)) {
        waived.addAll(waives);
        auto = true;
      }
    }
    var required = required(holding, waived);
    if (!required.isEmpty()) {
      return needed(holding, required);
    }
    return auto
        ? new Allowed(ids(holding), bundle, List.of())
        : forbidden(holding, List.of(), "no rule holds for it, so it isn't allowed");
  }

  private static List<Approval> required(List<ApprovalRule> holding, Set<String> waived) {
    var required = new ArrayList<Approval>();
    for (var rule : holding) {
      if (rule.effect() instanceof Effect.Require(var approval) && !waived.contains(rule.id())) {
        required.add(approval);
      }
    }
    return required;
  }

  private PolicyDecision needed(List<ApprovalRule> holding, List<Approval> required) {
    var strictest = RequirementMerge.strictest(required).map(timings::applied);
    return strictest.isEmpty()
        ? forbidden(holding, List.of(), RuleSet.NOBODY)
        : new NeedsApproval(ids(holding), bundle, List.of(), strictest.get());
  }

  private Forbidden forbidden(
      List<ApprovalRule> holding, List<ApprovalRule> erring, String because) {
    var by = Stream.concat(holding.stream(), erring.stream()).map(ApprovalRule::id).sorted();
    return new Forbidden(by.toList(), bundle, List.of(), because);
  }

  private static Stream<RuleFinding> in(List<RuleFinding> findings, State state) {
    return findings.stream().filter(it -> it.state() == state);
  }

  private static List<String> ids(List<ApprovalRule> rules) {
    return rules.stream().map(ApprovalRule::id).toList();
  }
}
