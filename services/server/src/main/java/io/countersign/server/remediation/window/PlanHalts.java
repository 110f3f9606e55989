package io.countersign.server.remediation.window;

import io.countersign.domain.access.Reach;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.planning.Plan;
import io.countersign.ledger.access.KillSwitch;
import io.countersign.ledger.catalog.Catalog;
import org.springframework.stereotype.Component;

/** The halts as they concern plans, for those who look; the gate reads its own facts. */
@Component
public record PlanHalts(KillSwitch killSwitch, Catalog catalog) {
  /** Whether execution is halted for one of its targets. */
  public boolean hold(Plan plan) {
    var halts = killSwitch.halts();
    return plan.targets().stream()
        .map(it -> reach(it.target(), plan.actionClass()))
        .anyMatch(it -> halts.stream().anyMatch(halt -> halt.scope().covers(it)));
  }

  private Reach reach(EntityId target, String action) {
    var owner = catalog.topology().entity(target).map(Entity::owner).orElse("");
    return CatalogFacts.reach(target, owner, action);
  }
}
