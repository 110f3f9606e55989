package io.countersign.server.audit;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts.Principal;
import io.countersign.domain.access.Grant;
import io.countersign.domain.access.Scope;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.Entity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The health of the right to approve, within bounds too: whoever gives it by teams only isn't to be
 * told to give it everywhere.
 */
final class ApproverHealth {
  private static final int SHOWN = 5;

  private ApproverHealth() {}

  static ConnectionHealth of(List<Principal> principals, List<Entity> entities, Instant now) {
    long many = principals.stream().filter(it -> grants(it, now).findAny().isPresent()).count();
    if (many == 0) {
      return ConnectionHealth.broken(
          "nobody may approve, so no plan will ever run",
          "Add one: countersign user add NAME --role approver; or within bounds: countersign grant"
              + " add NAME approver --team TEAM");
    }
    var nowhere = nowhere(principals.stream().flatMap(it -> grants(it, now)).toList(), entities);
    var persons = many == 1 ? "1 person may approve" : many + " persons may approve";
    return nowhere.isEmpty()
        ? ConnectionHealth.working(persons)
        : ConnectionHealth.degraded(
            persons + ", but nobody " + shown(nowhere),
            "No plan will run there, unless somebody is given that right: countersign grant add"
                + " NAME approver --team TEAM");
  }

  private static Stream<Grant> grants(Principal who, Instant now) {
    return who.grants().stream()
        .filter(it -> who.active() && it.role() == Role.APPROVER && it.isInEffect(now));
  }

  /** In words; what somebody may approve for one action only isn't told. */
  private static List<String> nowhere(List<Grant> grants, List<Entity> entities) {
    return entities.stream()
        .filter(it -> grants.stream().noneMatch(grant -> covers(grant, it)))
        .map(ApproverHealth::bounds)
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean covers(Grant grant, Entity entity) {
    var reach = CatalogFacts.reach(entity.id(), entity.owner(), "");
    return grant.scope().ofAnyAction().covers(reach);
  }

  private static String bounds(Entity of) {
    var owner = of.owner().isBlank() ? null : of.owner();
    var scope = new Scope(owner, of.id().environment(), null, null);
    return scope.inWords();
  }

  private static String shown(List<String> nowhere) {
    var first = String.join("; ", nowhere.subList(0, Math.min(SHOWN, nowhere.size())));
    int more = nowhere.size() - SHOWN;
    return more > 0 ? first + " (and " + more + " more)" : first;
  }
}
