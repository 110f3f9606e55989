package io.countersign.server.remediation.policy;

import io.countersign.domain.catalog.CatalogPast;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.PolicyJudgement;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.policies.approval.PolicyEngine;
import io.countersign.policies.approval.PolicyExplanation;
import io.countersign.server.policy.Law;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The evaluation of policy: gathers what it looks at, and has it speak. */
public final class PolicyEvaluation {
  /** What the catalogue asked at any time within it counts. */
  private static final Duration LOOKING_BACK = Duration.ofHours(24);

  /** Of a runbook that was withdrawn since: the highest. */
  private static final int UNKNOWN_RISK = 5;

  private final Supplier<Law> laws;
  private final Catalog catalog;
  private final PolicyBackground background;
  private final InstantSource clock;

  public PolicyEvaluation(
      Supplier<Law> laws, Catalog catalog, PolicyBackground background, InstantSource clock) {
    this.laws = laws;
    this.catalog = catalog;
    this.background = background;
    this.clock = clock;
  }

  /** The command that records what policy says, with what it looked at. */
  public RecordPolicy evaluate(Remediation.Known state) {
    var judged = judgement(AskedPlan.of(state), UnaryOperator.identity());
    return new RecordPolicy(state.dossier().remediation(), judged.decision(), judged.grounds());
  }

  /** What policy would look at now. */
  PolicyInput input(AskedPlan asked) {
    return input(asked, laws.get());
  }

  /** What it would say of that, and why. */
  PolicyExplanation explain(PolicyInput input) {
    return laws.get().explain(input);
  }

  /**
   * What policy says now; the gate asks again at both passes. It judges halts itself, by the facts
   * of the moment that it lets something pass, and holds up what one is on of: here it would be
   * denied, and so be gone when the halt ends.
   */
  public PolicyJudgement judge(Remediation.Known state) {
    return judgement(AskedPlan.of(state), PolicyInput::released);
  }

  /**
   * The plan as the runbook in force would have it: bound to another digest where that was changed
   * or taken out since. Where a server can't use what is in force, policy forbids it anyway.
   */
  public Plan byRunbookInForce(Plan plan) {
    return switch (laws.get()) {
      case Law.Unusable _ -> plan;
      case Law.Usable(var bundle) ->
          bundle.runbooks().stream()
              .filter(it -> it.id().equals(plan.runbook()))
              .findFirst()
              .map(it -> plan.byRunbook(it.digest()))
              .orElseGet(() -> plan.byRunbook(bundle.digest()));
    };
  }

  /** Of all targets, in all environments that they have been in, by one bundle as a whole. */
  private PolicyJudgement judgement(AskedPlan asked, UnaryOperator<PolicyInput> seen) {
    var law = laws.get();
    var input = seen.apply(input(asked, law));
    return new PolicyJudgement(law.evaluate(input), new PolicyGrounds(input, PolicyEngine.VERSION));
  }

  private PolicyInput input(AskedPlan asked, Law law) {
    var plan = asked.plan();
    var now = clock.instant();
    var past = catalog.past(now.minus(LOOKING_BACK));
    var facts = background.of(asked, law.groups(), past, now);
    var targets = facts.targets();
    return new PolicyInput(
        new PolicyInput.PlanFacts(
            plan.actionClass(),
            plan.runbook(),
            risk(plan, law),
            plan.steps().size(),
            plan.targets().size(),
            plan.affected().size(),
            targets.getFirst().environment(),
            tier(plan, past),
            !plan.rollback().isEmpty()),
        facts.actor(),
        targets.getFirst(),
        facts.incident(),
        facts.window(),
        facts.history(),
        facts.now(),
        targets.subList(1, targets.size()));
  }

  private int tier(Plan plan, CatalogPast past) {
    var contents = catalog.contents();
    var topology = contents.topology();
    var targets = plan.targets().stream().map(TargetState::target).toList();
    var elsewhere = new JudgedTargets(topology, past);
    var former =
        targets.stream()
            .flatMap(
                it ->
                    Stream.concat(
                        elsewhere.former(it),
                        past.formerlyAbove(it, topology, contents.relations()).stream()));
    var affected = plan.affected().stream().map(EntityId::parse);
    var touched = Stream.concat(targets.stream(), Stream.concat(former, affected));
    return touched
        .mapToInt(
            e -> past.tier(e, topology.entity(e).map(Entity::tier).orElse(Entity.UNKNOWN_TIER)))
        .min()
        .orElse(Entity.UNKNOWN_TIER);
  }

  private static int risk(Plan plan, Law law) {
    return law.runbooks().stream()
        .filter(r -> r.digest().equals(plan.runbookDigest()))
        .mapToInt(Runbook::risk)
        .findFirst()
        .orElse(UNKNOWN_RISK);
  }
}
