package io.countersign.server.remediation.policy;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.Reach;
import io.countersign.domain.calendar.TargetTimes;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.CatalogPast;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.TargetIncidents;
import io.countersign.ledger.remediation.TargetActions;
import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import io.countersign.server.remediation.window.PlanHalts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The facts besides the plan that policy looks at: who, on what, why, and how it went so far. None
 * of them is read from a view, which may lag.
 */
public record PolicyBackground(
    Catalog catalog,
    Principals principals,
    TargetIncidents incidents,
    TargetActions actions,
    TargetTimes calendars,
    PlanHalts halts,
    RunbookAutonomy autonomy) {
  /** Over which it counts how long incidents were open. */
  private static final Duration BUDGET = Duration.ofDays(30);

  /** Whom policy counts as able to approve, without an escalation. */
  private static final Set<Role> APPROVING = Set.of(Role.APPROVER);

  private static final Duration RATE = Duration.ofHours(1);

  /**
   * What is so at one moment.
   *
   * @param targets all of them, and each as in the environments that it was in; one at least
   */
  record Facts(
      PolicyInput.Actor actor,
      List<PolicyInput.Target> targets,
      PolicyInput.IncidentFacts incident,
      PolicyInput.Window window,
      PolicyInput.History history,
      Instant now) {}

  /**
   * @param named the groups of approvers that rules ask for
   */
  Facts of(AskedPlan asked, Set<String> named, CatalogPast past, Instant now) {
    var plan = asked.plan();
    var entities = plan.targets().stream().map(TargetState::target).toList();
    var targets =
        new JudgedTargets(catalog.topology(), past).of(entities, seen(plan, named, past, now));
    return new Facts(
        actor(asked.proposer()),
        targets,
        incident(plan.incident().value(), entities),
        WindowAsSeen.of(entities.stream().map(it -> calendars.state(it, now)), now),
        history(asked, entities, targets, now),
        now);
  }

  private PolicyInput.Actor actor(PrincipalId proposer) {
    var kind =
        proposer.equals(PrincipalId.SYSTEM)
            ? "system"
            : principals
                .find(proposer)
                .map(it -> it.kind().name().toLowerCase(Locale.ROOT))
                .orElse("unknown");
    return new PolicyInput.Actor(proposer.value(), kind);
  }

  /** Who may approve is read once for all targets. */
  private Function<EntityId, PolicyInput.Target> seen(
      Plan plan, Set<String> named, CatalogPast past, Instant now) {
    var holders = principals.holders(APPROVING);
    boolean halted = halts.hold(plan);
    return target -> {
      var declared = catalog.topology().entity(target);
      var owner = declared.map(Entity::owner).orElse("");
      var reach = CatalogFacts.reach(target, owner, plan.actionClass());
      var approvers = holders.stream().filter(it -> approves(it, reach, now)).toList();
      return new PolicyInput.Target(
          target.name(),
          target.kind(),
          target.environment(),
          past.tier(target, declared.map(Entity::tier).orElse(Entity.UNKNOWN_TIER)),
          owner,
          approvers.size(),
          ApproverGroups.of(approvers, named),
          halted,
          incidents.minutesOpen(target, now.minus(BUDGET), now));
    };
  }

  private static boolean approves(Principal who, Reach reach, Instant now) {
    return APPROVING.stream().anyMatch(it -> who.may(it, reach, now));
  }

  private PolicyInput.IncidentFacts incident(String id, List<EntityId> targets) {
    var weight = incidents.weight(id);
    return new PolicyInput.IncidentFacts(
        id,
        weight.map(it -> it.severity().name().toLowerCase(Locale.ROOT)).orElse(""),
        weight.map(TargetIncidents.Weight::alerts).orElse(0),
        most(targets, it -> incidents.othersOn(it, id)));
  }

  private PolicyInput.History history(
      AskedPlan asked, List<EntityId> entities, List<PolicyInput.Target> targets, Instant now) {
    var earned = autonomy.record(asked.plan().runbook());
    var record = earned.record();
    return new PolicyInput.History(
        record.verified(),
        record.failed(),
        record.atLeastPerMille(),
        earned.lastUsed(),
        most(entities, it -> actions.others(it, asked.remediation(), now.minus(RATE))),
        promoted(asked.plan(), targets, now));
  }

  private static int most(List<EntityId> targets, ToIntFunction<EntityId> count) {
    return targets.stream().mapToInt(count).max().orElse(0);
  }

  /** Wherever it would act, or would have a day ago. */
  private boolean promoted(Plan plan, List<PolicyInput.Target> targets, Instant now) {
    return targets.stream()
        .map(PolicyInput.Target::environment)
        .distinct()
        .allMatch(
            it ->
                autonomy
                    .promotion(plan.runbook(), it)
                    .filter(found -> found.covers(plan.runbookDigest(), now))
                    .isPresent());
  }
}
