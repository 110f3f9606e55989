package io.countersign.policies.approval;

import io.countersign.domain.Digest;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.approval.ApprovalRule.Effect;
import io.countersign.policies.approval.RuleFinding.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The evaluation of a set of rules. */
final class RuleSetEvaluation {
  private final List<ApprovalRule> rules;
  private final Map<String, ApprovalRule> byId = new HashMap<>();
  private final ApprovalTimings timings;
  private final Digest bundle;
  private final KnownEnvironments environments;

  RuleSetEvaluation(List<ApprovalRule> rules, ApprovalTimings timings, Digest bundle) {
    this.rules = rules;
    this.timings = timings;
    this.bundle = bundle;
    this.environments = KnownEnvironments.of(rules);
    rules.forEach(rule -> byId.put(rule.id(), rule));
  }

  PolicyExplanation explain(PolicyInput input) {
    try {
      PolicyInputCheck.check(input);
      return explained(input);
    } catch (RuntimeException e) {
      var decision = new Forbidden(List.of(), bundle, List.of(), "POLICY_ERROR: " + e.getMessage());
      return new PolicyExplanation(decision, List.of(), List.of());
    }
  }

  private PolicyExplanation explained(PolicyInput input) {
    var known = environments.of(input);
    var findings = rules.stream().map(rule -> RuleFinding.of(rule, known)).toList();
    var trace =
        DecisionTrace.of(
            Stream.concat(
                environments.remark(input), findings.stream().flatMap(RuleFinding::trace)));
    return decide(input, findings, trace);
  }

  private PolicyExplanation decide(
      PolicyInput input, List<RuleFinding> findings, List<String> trace) {
    var erring = in(findings, State.ERROR);
    var holding = in(findings, State.HOLDS);
    var denying = holding.stream().filter(it -> it.effect().equals("deny")).toList();
    if (!denying.isEmpty()) {
      var because = rule(denying.getFirst()).because();
      var takes = WhatItTakes.againstDenial(denying);
      return forbidden(findings, Stream.of(holding, erring), trace, because, takes);
    }
    if (!erring.isEmpty()) {
      var because = "POLICY_ERROR: the rule " + erring.getFirst().rule() + " can't be evaluated";
      var takes = WhatItTakes.toEvaluate(erring);
      return forbidden(findings, Stream.of(holding, erring), trace, because, takes);
    }
    return permitted(input, findings, holding, trace);
  }

  /**
   * Nothing runs by itself that two persons didn't promote, whatever a rule says; of what was
   * recorded before they had to, the rules decide.
   */
  private PolicyExplanation permitted(
      PolicyInput input,
      List<RuleFinding> findings,
      List<RuleFinding> holding,
      List<String> trace) {
    boolean attended = Boolean.FALSE.equals(input.history().promoted());
    var waived = new HashSet<String>();
    boolean auto = false;
    for (var finding : holding) {
      if (!attended && rule(finding).effect() instanceof Effect.AllowAuto(var waives)) {
        waived.addAll(waives);
        auto = true;
      }
    }
    var required = required(holding, waived);
    if (!required.isEmpty()) {
      return needed(findings, holding, required, trace);
    }
    if (!auto) {
      var because = "no rule holds for it, so it isn't allowed";
      return forbidden(findings, Stream.of(holding), trace, because, WhatItTakes.toMatch(findings));
    }
    return new PolicyExplanation(new Allowed(ids(holding), bundle, trace), findings, List.of());
  }

  private List<Approval> required(List<RuleFinding> holding, Set<String> waived) {
    var required = new ArrayList<Approval>();
    for (var finding : holding) {
      if (rule(finding).effect() instanceof Effect.Require(var approval)
          && !waived.contains(finding.rule())) {
        required.add(approval);
      }
    }
    return required;
  }

  private PolicyExplanation needed(
      List<RuleFinding> findings,
      List<RuleFinding> holding,
      List<Approval> required,
      List<String> trace) {
    var strictest = RequirementMerge.strictest(required).map(timings::applied);
    if (strictest.isEmpty()) {
      var takes = List.of("rules that ask for roles and groups which one person can have");
      return forbidden(findings, Stream.of(holding), trace, RuleSet.NOBODY, takes);
    }
    var approval = strictest.get();
    var decision = new NeedsApproval(ids(holding), bundle, trace, approval);
    return new PolicyExplanation(decision, findings, WhatItTakes.ofPeople(approval));
  }

  private PolicyExplanation forbidden(
      List<RuleFinding> findings,
      Stream<List<RuleFinding>> by,
      List<String> trace,
      String because,
      List<String> takes) {
    var rules = by.flatMap(List::stream).map(RuleFinding::rule).sorted().toList();
    var decision = new Forbidden(rules, bundle, trace, DecisionTrace.reason(because, takes));
    return new PolicyExplanation(decision, findings, takes);
  }

  private ApprovalRule rule(RuleFinding finding) {
    return Objects.requireNonNull(byId.get(finding.rule()));
  }

  private static List<RuleFinding> in(List<RuleFinding> findings, State state) {
    return findings.stream().filter(it -> it.state() == state).toList();
  }

  private static List<String> ids(List<RuleFinding> findings) {
    return findings.stream().map(RuleFinding::rule).toList();
  }
}
