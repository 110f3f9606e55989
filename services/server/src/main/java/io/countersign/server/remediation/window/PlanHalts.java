package io.countersign.server.remediation.window;

import io.countersign.domain.access.AccessFacts.Halt;
import io.countersign.domain.access.Reach;
import io.countersign.domain.access.Scope;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.planning.Plan;
import io.countersign.ledger.access.KillSwitch;
import io.countersign.ledger.catalog.Catalog;
import java.util.List;
import org.springframework.stereotype.Component;

/** The halts as they concern plans, for those who look; the gate reads its own facts. */
@Component
public record PlanHalts(KillSwitch killSwitch, Catalog catalog) {
  /** Whether execution is halted for one of its targets. */
  public boolean hold(Plan plan) {
    return hold(plan, killSwitch.halts().stream().map(Halt::scope).toList(), catalog.topology());
  }

  /** The same by what was halted, and catalogued, at another time. */
  public static boolean hold(Plan plan, List<Scope> halted, Topology topology) {
    return plan.targets().stream()
        .map(it -> reach(it.target(), plan.actionClass(), topology))
        .anyMatch(it -> halted.stream().anyMatch(scope -> scope.covers(it)));
  }

  private static Reach reach(EntityId target, String action, Topology topology) {
    var owner = topology.entity(target).map(Entity::owner).orElse("");
    return CatalogFacts.reach(target, owner, action);
  }
}
