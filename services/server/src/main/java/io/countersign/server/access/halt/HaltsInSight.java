package io.countersign.server.access.halt;

import io.countersign.domain.access.AccessFacts.Halt;
import io.countersign.domain.access.Reach;
import io.countersign.domain.access.Scope;
import io.countersign.domain.access.Sight;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.Entity;
import io.countersign.ledger.access.KillSwitch;
import io.countersign.ledger.catalog.Catalog;
import java.util.List;
import org.springframework.stereotype.Component;

/** The halts that hold up something of what somebody may see. */
@Component
final class HaltsInSight {
  private final KillSwitch killSwitch;
  private final Catalog catalog;

  HaltsInSight(KillSwitch killSwitch, Catalog catalog) {
    this.killSwitch = killSwitch;
    this.catalog = catalog;
  }

  List<Halt> of(Sight sight) {
    var halts = killSwitch.halts();
    if (sight.isEverything() || halts.isEmpty()) {
      return halts;
    }
    var seen = catalog.contents().entities().stream().map(HaltsInSight::reach).toList();
    return halts.stream().filter(it -> touches(it.scope().ofAnyAction(), sight, seen)).toList();
  }

  /** The words alone don't say: a team's halt touches a service that the team owns. */
  private static boolean touches(Scope halted, Sight sight, List<Reach> known) {
    return halted.isEverywhere()
        || sight.covers(halted.reach())
        || known.stream().anyMatch(it -> halted.covers(it) && sight.covers(it));
  }

  private static Reach reach(Entity entity) {
    return CatalogFacts.reach(entity.id(), entity.owner(), "");
  }
}
