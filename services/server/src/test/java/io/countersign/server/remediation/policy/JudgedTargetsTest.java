package io.countersign.server.remediation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.CatalogPast;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.policy.PolicyInput.Target;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** No target, and no environment that one was in, is left out. */
class JudgedTargetsTest {
  private static final EntityId ORDERS = EntityId.service("staging", "orders");
  private static final EntityId WEB = EntityId.service("production", "web");
  private static final EntityId BEFORE = EntityId.service("production", "orders");
  private static final Topology NOW =
      new Topology(
          List.of(new Entity(ORDERS, "back", 3, false), new Entity(WEB, "front", 3, true)),
          List.of());

  private static Target seen(EntityId it) {
    return new Target(it.name(), it.kind(), it.environment(), 3, "", 2, List.of(), false, 0);
  }

  @Test
  void allTargetsComeFirstAndThenWhereTheyWere() {
    var past = new CatalogPast(Map.of(BEFORE, 1, WEB, 3), List.of());
    assertThat(new JudgedTargets(NOW, past).of(List.of(ORDERS, WEB), JudgedTargetsTest::seen))
        .extracting(Target::name, Target::environment, Target::tier)
        .containsExactly(
            Tuple.tuple("orders", "staging", 3),
            Tuple.tuple("web", "production", 3),
            Tuple.tuple("orders", "production", 1));
  }
}
