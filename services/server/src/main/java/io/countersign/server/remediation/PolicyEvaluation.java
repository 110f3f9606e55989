package io.countersign.server.remediation;

import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.policies.approval.RuleSet;
import java.util.List;
import java.util.stream.Stream;

/** The evaluation of policy: gathers what it looks at, and has it speak. */
final class PolicyEvaluation {
  /** Of an entity that nobody declared: taken as seriously as can be. */
  private static final int UNKNOWN_TIER = 1;

  /** Of a runbook that was withdrawn since: the highest. */
  private static final int UNKNOWN_RISK = 5;

  private final RuleSet rules;
  private final List<Runbook> runbooks;
  private final Catalog catalog;

  PolicyEvaluation(RuleSet rules, List<Runbook> runbooks, Catalog catalog) {
    this.rules = rules;
    this.runbooks = runbooks;
    this.catalog = catalog;
  }

  RecordPolicy evaluate(Remediation.Known state) {
    return new RecordPolicy(state.dossier().remediation(), decide(state));
  }

  /** What policy says now; the gate asks again at both passes. */
  PolicyDecision decide(Remediation.Known state) {
    return rules.evaluate(input(state.dossier().plan(), state));
  }

  private PolicyInput input(Plan plan, Remediation.Known state) {
    return new PolicyInput(
        plan.targets().getFirst().target().environment(),
        tier(plan),
        plan.actionClass(),
        risk(plan),
        plan.steps().size(),
        plan.affected().size(),
        state.dossier().proposer());
  }

  private int tier(Plan plan) {
    var topology = catalog.topology();
    var touched =
        Stream.concat(
            plan.targets().stream().map(TargetState::target),
            plan.affected().stream().map(EntityId::parse));
    return touched
        .mapToInt(e -> topology.entity(e).map(Entity::tier).orElse(UNKNOWN_TIER))
        .min()
        .orElse(UNKNOWN_TIER);
  }

  private int risk(Plan plan) {
    return runbooks.stream()
        .filter(r -> r.digest().equals(plan.runbookDigest()))
        .mapToInt(Runbook::risk)
        .findFirst()
        .orElse(UNKNOWN_RISK);
  }
}
