package io.countersign.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.CatalogReductions.LessImportant;
import io.countersign.domain.catalog.CatalogReductions.Moved;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogReductionsTest {
  private static final EntityId WEB = EntityId.service("production", "web");
  private static final EntityId ORDERS = EntityId.service("production", "orders");
  private static final EntityId MOVED = EntityId.service("staging", "orders");
  private static final Relation CALLS = new Relation(Relation.Kind.CALLS, WEB, ORDERS);
  private static final Inventory CURRENT =
      new Inventory(List.of(entity(WEB, "front", 1), entity(ORDERS, "back", 2)), List.of(CALLS));

  private static Entity entity(EntityId id, String owner, int tier) {
    return new Entity(id, owner, tier, false);
  }

  private static CatalogReductions reductions(Inventory wanted) {
    return CatalogReductions.between(CURRENT, wanted);
  }

  /** The rest of the same change isn't held up. */
  @Test
  void aLowerTierIsHeldBackAndTheRestIsTaken() {
    var wanted =
        new Inventory(List.of(entity(WEB, "front", 3), entity(ORDERS, "back", 1)), List.of(CALLS));
    var reductions = reductions(wanted);
    assertThat(reductions.lowered()).containsExactly(new LessImportant(WEB, 3));
    assertThat(reductions.count()).isEqualTo(1);
    assertThat(reductions.withheldFrom(wanted, CURRENT).entities())
        .containsExactly(entity(WEB, "front", 1), entity(ORDERS, "back", 1));
  }

  @Test
  void leavingProductionIsHeldBackAndArrivingElsewhereIsTaken() {
    var wanted =
        new Inventory(List.of(entity(WEB, "front", 1), entity(MOVED, "back", 2)), List.of());
    var reductions = reductions(wanted);
    assertThat(reductions.removed()).containsExactly(ORDERS);
    assertThat(reductions.relations()).containsExactly(CALLS);
    var taken = reductions.withheldFrom(wanted, CURRENT);
    assertThat(taken.entities()).extracting(Entity::id).containsOnly(WEB, ORDERS, MOVED);
    assertThat(taken.relations()).containsExactly(CALLS);
    var after = reductions.appliedTo(taken);
    assertThat(after.entities()).extracting(Entity::id).containsOnly(WEB, MOVED);
    assertThat(after.relations()).isEmpty();
  }

  /** Rights, halts and freezes that name a team would go with it by one person's word. */
  @Test
  void anotherOwnerInProductionIsHeldBack() {
    var wanted =
        new Inventory(List.of(entity(WEB, "edge", 1), entity(ORDERS, "back", 1)), List.of(CALLS));
    var reductions = reductions(wanted);
    assertThat(reductions.moves()).containsExactly(new Moved(WEB, "front", "edge"));
    assertThat(reductions.count()).isEqualTo(1);
    assertThat(reductions.lines())
        .containsExactly(
            "service/production/web goes from front to edge, with the rights, halts and freezes of"
                + " its team");
    var taken = reductions.withheldFrom(wanted, CURRENT);
    assertThat(taken.entities())
        .containsExactly(entity(WEB, "front", 1), entity(ORDERS, "back", 1));
    assertThat(reductions.appliedTo(taken).entities())
        .containsExactly(entity(WEB, "edge", 1), entity(ORDERS, "back", 1));
  }

  @Test
  void anotherOwnerOutsideProductionIsTakenAsIsOneOfWhatIsNew() {
    var current = new Inventory(List.of(entity(MOVED, "back", 2)), List.of());
    var wanted =
        new Inventory(List.of(entity(MOVED, "edge", 2), entity(WEB, "edge", 1)), List.of());
    assertThat(CatalogReductions.between(current, wanted).count()).isZero();
  }

  /** Else the few that end relations would stand behind the many. */
  @Test
  void whatGoesIsToldBeforeWhatMattersLessAndEachKindIsCounted() {
    var reductions =
        new CatalogReductions(
            List.of(MOVED),
            List.of(new LessImportant(WEB, 3), new LessImportant(ORDERS, 3)),
            List.of(CALLS),
            null);
    assertThat(reductions.lines())
        .containsExactly(
            "4 in all: entities that go 1, relations that end 1, tiers lowered 2",
            "service/staging/orders goes",
            "service/production/web no longer calls service/production/orders",
            "service/production/web becomes tier 3",
            "service/production/orders becomes tier 3");
  }

  @Test
  void whatGrowsIsNoReduction() {
    var other = new Relation(Relation.Kind.RUNS_ON, WEB, ORDERS);
    var wanted =
        new Inventory(
            List.of(entity(WEB, "front", 1), entity(ORDERS, "back", 1), entity(MOVED, "x", 4)),
            List.of(CALLS, other));
    assertThat(reductions(wanted).count()).isZero();
  }

  /** By the time it's confirmed the catalogue may be another. */
  @Test
  void onlyWhatStillReducesIsApplied() {
    var reductions =
        new CatalogReductions(
            List.of(MOVED),
            List.of(new LessImportant(ORDERS, 3), new LessImportant(MOVED, 4)),
            List.of(CALLS),
            List.of(new Moved(WEB, "front", "edge")));
    var now = new Inventory(List.of(entity(WEB, "new", 1), entity(ORDERS, "new", 4)), List.of());
    assertThat(reductions.appliedTo(now)).isEqualTo(now);
  }
}
