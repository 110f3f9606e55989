package io.countersign.server.remediation.policy;

import io.countersign.domain.catalog.CatalogPast;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The evaluation of policy: gathers what it looks at, and has it speak. */
public final class PolicyEvaluation {
  /** Of an entity that nobody declared: taken as seriously as can be. */
  private static final int UNKNOWN_TIER = 1;

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
    var judged = strictest(AskedPlan.of(state));
    return new RecordPolicy(state.dossier().remediation(), judged.decision(), judged.grounds());
  }

  /** What policy would look at now. */
  PolicyInput input(AskedPlan asked) {
    return strictest(asked).grounds().input();
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
    return strictest(AskedPlan.of(state), PolicyInput::released);
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

  /** Of all environments that the target has been in, by one bundle as a whole. */
  private PolicyJudgement strictest(AskedPlan asked) {
    return strictest(asked, UnaryOperator.identity());
  }

  private PolicyJudgement strictest(AskedPlan asked, UnaryOperator<PolicyInput> seen) {
    var law = laws.get();
    var plan = asked.plan();
    var now = clock.instant();
    var past = catalog.past(now.minus(LOOKING_BACK));
    var target = plan.targets().getFirst().target();
    var environments = new ArrayList<>(past.formerEnvironments(target, catalog.topology()));
    environments.addFirst(target.environment());
    var facts = background.of(asked, past, now);
    return environments.stream()
        .map(it -> seen.apply(input(it, plan, risk(plan, law), past, facts)))
        .map(
            it ->
                new PolicyJudgement(law.evaluate(it), new PolicyGrounds(it, PolicyEngine.VERSION)))
        .max(
            Comparator.comparingInt((PolicyJudgement it) -> strictness(it.decision()))
                .thenComparing(it -> it.decision().isHighRisk()))
        .orElseThrow();
  }

  /** How much it asks; the first of equals is the one of what is so now. */
  private static int strictness(PolicyDecision decision) {
    return switch (decision) {
      case PolicyDecision.Allowed _ -> 0;
      case PolicyDecision.NeedsApproval it -> it.approval().quorum();
      case PolicyDecision.Forbidden _ -> Integer.MAX_VALUE;
    };
  }

  private PolicyInput input(
      String environment, Plan plan, int risk, CatalogPast past, PolicyBackground.Facts facts) {
    return new PolicyInput(
        new PolicyInput.PlanFacts(
            plan.actionClass(),
            plan.runbook(),
            risk,
            plan.steps().size(),
            plan.targets().size(),
            plan.affected().size(),
            environment,
            tier(plan, past),
            !plan.rollback().isEmpty()),
        facts.actor(),
        facts.target(),
        facts.incident(),
        facts.window(),
        facts.history(),
        facts.now());
  }

  private int tier(Plan plan, CatalogPast past) {
    var contents = catalog.contents();
    var topology = contents.topology();
    var target = plan.targets().getFirst().target();
    var former = past.formerlyAbove(target, topology, contents.relations());
    var touched =
        Stream.concat(
            plan.targets().stream().map(TargetState::target),
            Stream.concat(former.stream(), plan.affected().stream().map(EntityId::parse)));
    return touched
        .mapToInt(e -> past.tier(e, topology.entity(e).map(Entity::tier).orElse(UNKNOWN_TIER)))
        .min()
        .orElse(UNKNOWN_TIER);
  }

  private static int risk(Plan plan, Law law) {
    return law.runbooks().stream()
        .filter(r -> r.digest().equals(plan.runbookDigest()))
        .mapToInt(Runbook::risk)
        .findFirst()
        .orElse(UNKNOWN_RISK);
  }
}
