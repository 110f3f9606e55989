package io.countersign.server.remediation.policy;

import io.countersign.domain.catalog.CatalogPast;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.policy.PolicyInput.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All that a plan is judged for: each target where it is now, and where it was. */
record JudgedTargets(Topology topology, CatalogPast past) {
  /**
   * First those that are so now, in the plan's order.
   *
   * @param seen what policy is told of one
   */
  List<Target> of(List<EntityId> entities, Function<EntityId, Target> seen) {
    var now = new ArrayList<Target>();
    var former = new ArrayList<Target>();
    for (var entity : entities) {
      var target = seen.apply(entity);
      now.add(target);
      former(entity)
          .forEach(it -> former.add(target.in(it.environment(), past.tier(it, target.tier()))));
    }
    now.addAll(former);
    return now;
  }

  /** As what it was known within the last day, elsewhere. */
  Stream<EntityId> former(EntityId entity) {
    return past.formerEnvironments(entity, topology).stream()
        .map(it -> new EntityId(entity.kind(), it, entity.name()));
  }
}
