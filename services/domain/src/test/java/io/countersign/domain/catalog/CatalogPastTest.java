package io.countersign.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogPastTest {
  private static final EntityId WEB = EntityId.service("production", "web");
  private static final EntityId ORDERS = EntityId.service("staging", "orders");
  private static final EntityId BEFORE = EntityId.service("production", "orders");
  private static final Relation CALLS = new Relation(Relation.Kind.CALLS, WEB, ORDERS);
  private static final Topology NOW =
      new Topology(
          List.of(new Entity(WEB, "front", 3, true), new Entity(ORDERS, "back", 3, false)),
          List.of());
  private final CatalogPast past = new CatalogPast(Map.of(WEB, 1, BEFORE, 2), List.of(CALLS));

  @Test
  void theStricterTierCounts() {
    assertThat(past.tier(WEB, 3)).isEqualTo(1);
    assertThat(past.tier(ORDERS, 3)).isEqualTo(3);
    assertThat(new CatalogPast(Map.of(WEB, 4), List.of()).tier(WEB, 3)).isEqualTo(3);
  }

  @Test
  void whatDependedOnItUntilLatelyCounts() {
    assertThat(past.formerlyAbove(ORDERS, NOW, List.of())).containsExactly(WEB);
    assertThat(new CatalogPast(Map.of(), List.of()).formerlyAbove(ORDERS, NOW, List.of()))
        .isEmpty();
  }

  @Test
  void whatWasInProductionUntilLatelyCountsAsThere() {
    assertThat(past.formerEnvironments(ORDERS, NOW)).containsExactly("production");
    assertThat(past.formerEnvironments(WEB, NOW)).isEmpty();
  }
}
