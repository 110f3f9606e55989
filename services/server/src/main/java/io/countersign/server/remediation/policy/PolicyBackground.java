package io.countersign.server.remediation.policy;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.Reach;
import io.countersign.domain.calendar.CalendarFacts;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.CatalogPast;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.ledger.access.Principals;
import io.countersign.ledger.catalog.Catalog;
import io.countersign.ledger.incident.TargetIncidents;
import io.countersign.ledger.remediation.TargetActions;
import io.countersign.ledger.remediation.autonomy.RunbookAutonomy;
import io.countersign.server.remediation.window.PlanHalts;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The facts besides the plan that policy looks at: who, on what, why, and how it went so far. None
 * of them is read from a view, which may lag.
 */
public record PolicyBackground(
    Catalog catalog,
    Principals principals,
    TargetIncidents incidents,
    TargetActions actions,
    CalendarFacts calendars,
    PlanHalts halts,
    RunbookAutonomy autonomy) {
  /** Of an entity that nobody declared: taken as seriously as can be. */
  private static final int UNKNOWN_TIER = 1;

  /** Over which it counts how long incidents were open. */
  private static final Duration BUDGET = Duration.ofDays(30);

  private static final Duration RATE = Duration.ofHours(1);

  /** What is so at one moment. */
  record Facts(
      PolicyInput.Actor actor,
      PolicyInput.Target target,
      PolicyInput.IncidentFacts incident,
      PolicyInput.Window window,
      PolicyInput.History history,
      Instant now) {}

  Facts of(AskedPlan asked, CatalogPast past, Instant now) {
    var plan = asked.plan();
    var target = plan.targets().getFirst().target();
    return new Facts(
        actor(asked.proposer()),
        target(plan, past, now),
        incident(plan.incident().value(), target),
        WindowAsSeen.of(plan.targets().stream().map(it -> calendars.state(it.target(), now)), now),
        history(asked, target, now),
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

  private PolicyInput.Target target(Plan plan, CatalogPast past, Instant now) {
    var target = plan.targets().getFirst().target();
    var declared = catalog.topology().entity(target);
    var owner = declared.map(Entity::owner).orElse("");
    var reach = CatalogFacts.reach(target, owner, plan.actionClass());
    var approvers = principals.all().stream().filter(it -> approves(it, reach, now)).toList();
    return new PolicyInput.Target(
        target.name(),
        target.kind(),
        target.environment(),
        past.tier(target, declared.map(Entity::tier).orElse(UNKNOWN_TIER)),
        owner,
        approvers.size(),
        approvers.stream().flatMap(it -> it.groups().stream()).distinct().sorted().toList(),
        halts.hold(plan),
        incidents.minutesOpen(target, now.minus(BUDGET), now));
  }

  private static boolean approves(Principal who, Reach reach, Instant now) {
    return who.kind() == PrincipalKind.PERSON && who.may(Role.APPROVER, reach, now);
  }

  private PolicyInput.IncidentFacts incident(String id, EntityId target) {
    var weight = incidents.weight(id);
    return new PolicyInput.IncidentFacts(
        id,
        weight.map(it -> it.severity().name().toLowerCase(Locale.ROOT)).orElse(""),
        weight.map(TargetIncidents.Weight::alerts).orElse(0),
        incidents.othersOn(target, id));
  }

  private PolicyInput.History history(AskedPlan asked, EntityId target, Instant now) {
    var runbook = asked.plan().runbook();
    var earned = autonomy.record(runbook);
    var record = earned.record();
    return new PolicyInput.History(
        record.verified(),
        record.failed(),
        record.atLeastPerMille(),
        earned.lastUsed(),
        actions.others(target, asked.remediation(), now.minus(RATE)),
        promoted(asked.plan(), now));
  }

  /** Wherever it would act. */
  private boolean promoted(Plan plan, Instant now) {
    return plan.targets().stream()
        .map(it -> it.target().environment())
        .distinct()
        .allMatch(
            it ->
                autonomy
                    .promotion(plan.runbook(), it)
                    .filter(found -> found.covers(plan.runbookDigest(), now))
                    .isPresent());
  }
}
