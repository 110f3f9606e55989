package io.countersign.server.policy;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.planning.Runbook;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.policies.lint.Approver;
import io.countersign.policies.lint.ApproverPool;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The health of what the rules in force ask for: whether as many people could approve what a
 * runbook would do to what is in the catalogue. Better known on a quiet day than from the first
 * incident.
 */
public final class QuorumHealth {
  private static final int SHOWN = 5;

  private final Law law;
  private final List<Principal> principals;
  private final Instant now;

  /** What policy may tell apart of an everyday plan; others of these are decided alike. */
  private record Sort(String kind, String environment, int tier, List<Approver> people) {}

  private QuorumHealth(Law law, List<Principal> principals, Instant now) {
    this.law = law;
    this.principals = principals;
    this.now = now;
  }

  public static ConnectionHealth of(
      Law law, List<Principal> principals, List<Entity> entities, Instant now) {
    var lacks = new QuorumHealth(law, principals, now).lacks(entities);
    return lacks.isEmpty()
        ? ConnectionHealth.working("enough may approve what the rules ask for, so far as is known")
        : ConnectionHealth.degraded(
            shown(lacks) + ": such a plan could never run",
            "Make as many approvers: countersign user add NAME --role approver --invite; or give"
                + " the entities another tier, or the rules another quorum.");
  }

  /** In words, each with the names that it's about. */
  private List<String> lacks(List<Entity> entities) {
    var names = new TreeMap<String, Set<String>>();
    var seen = new HashSet<Sort>();
    for (var runbook : law.runbooks()) {
      seen.clear();
      entities.stream()
          .filter(it -> runbook.entityKinds().contains(it.id().kind()))
          .forEach(it -> look(runbook, it, seen, names));
    }
    return names.entrySet().stream()
        .map(it -> it.getKey() + " (such as " + it.getValue().iterator().next() + ")")
        .toList();
  }

  private void look(
      Runbook runbook, Entity entity, Set<Sort> seen, TreeMap<String, Set<String>> names) {
    var people = people(runbook, entity);
    var id = entity.id();
    if (!seen.add(new Sort(id.kind(), id.environment(), entity.tier(), people))
        || !(law.evaluate(everyday(runbook, entity, people)) instanceof NeedsApproval needed)
        || ApproverPool.suffices(people, needed.approval())) {
      return;
    }
    long may = ApproverPool.eligible(people, needed.approval());
    var asked = needed.approval();
    var groups = asked.distinctGroups() > 1 ? " of " + asked.distinctGroups() + " groups" : "";
    var lack =
        "for tier %s in %s %s%s asked, %s may approve"
            .formatted(
                entity.tier(),
                id.environment(),
                asked.quorum() == 1 ? "1 person" : asked.quorum() + " persons",
                groups + (asked.quorum() == 1 ? " is" : " are"),
                may == 0 ? "nobody" : Long.toString(may));
    names.computeIfAbsent(lack, _ -> new TreeSet<>()).add(id.name());
  }

  /** Those who hold any role there, each with those that they do. */
  private List<Approver> people(Runbook runbook, Entity entity) {
    var reach = CatalogFacts.reach(entity.id(), entity.owner(), runbook.actionClass());
    return principals.stream()
        .filter(it -> it.active() && it.kind() == PrincipalKind.PERSON)
        .map(
            it ->
                new Approver(
                    it.id().value(),
                    it.grants().stream()
                        .filter(grant -> grant.covers(reach, now))
                        .map(grant -> grant.role())
                        .collect(Collectors.toSet()),
                    it.groups()))
        .filter(it -> !it.roles().isEmpty())
        .toList();
  }

  private PolicyInput everyday(Runbook runbook, Entity entity, List<Approver> people) {
    var id = entity.id();
    var approvers = people.stream().filter(ApproverPool::approves).toList();
    var groups =
        approvers.stream().flatMap(it -> it.groups().stream()).distinct().sorted().toList();
    return new PolicyInput(
        new PolicyInput.PlanFacts(
            runbook.actionClass(),
            runbook.id(),
            runbook.risk(),
            runbook.steps().size(),
            1,
            1,
            id.environment(),
            entity.tier(),
            !runbook.rollback().isEmpty()),
        new PolicyInput.Actor(PrincipalId.SYSTEM.value(), "system"),
        new PolicyInput.Target(
            id.name(),
            id.kind(),
            id.environment(),
            entity.tier(),
            entity.owner(),
            approvers.size(),
            groups,
            false,
            0),
        new PolicyInput.IncidentFacts("", "critical", 1, 0),
        PolicyInput.Window.OPEN,
        PolicyInput.History.NONE,
        now);
  }

  private static String shown(List<String> lacks) {
    var first = lacks.stream().limit(SHOWN);
    int more = lacks.size() - SHOWN;
    return Stream.concat(first, more > 0 ? Stream.of("and " + more + " more") : Stream.empty())
        .collect(Collectors.joining("; "));
  }
}
