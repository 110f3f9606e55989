package io.countersign.domain.incident;

import static io.countersign.domain.testing.CatalogFixtures.calls;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import java.util.List;
import org.junit.jupiter.api.Test;

/** front and app are entry points; front calls shop, shop calls bank, app calls bank. */
class ImpactTest {
  private static final EntityId FRONT = service("front");
  private static final EntityId APP = service("app");
  private static final EntityId SHOP = service("shop");
  private static final EntityId BANK = service("bank");
  private static final EntityId BATCH = service("batch");

  private final Topology topology =
      new Topology(
          List.of(
              new Entity(FRONT, "web", 1, true),
              new Entity(APP, "mobile", 2, true),
              new Entity(SHOP, "shop", 2, false),
              new Entity(BANK, "money", 3, false),
              new Entity(BATCH, "night", 4, false)),
          List.of(calls(FRONT, SHOP), calls(SHOP, BANK), calls(APP, BANK)));

  private Impact impact(EntityId... failing) {
    return Impact.of(List.of(failing), List.of(), topology);
  }

  @Test
  void reachesTheEntryPointsAboveWhatFailsTheNearestFirst() {
    assertThat(impact(BANK).entryPoints()).containsExactly(APP, FRONT);
    assertThat(impact(SHOP).entryPoints()).containsExactly(FRONT);
    assertThat(impact(FRONT).entryPoints()).containsExactly(FRONT);
  }

  @Test
  void isAsImportantAsTheMostImportantThatItReaches() {
    assertThat(impact(BANK).tier()).hasValue(1);
    assertThat(impact(APP).tier()).hasValue(2);
    assertThat(impact(BATCH).tier()).hasValue(4);
    assertThat(impact(service("stranger")).tier()).isEmpty();
  }

  @Test
  void growsWithTheAlertsAndDoesNotDependOnTheirOrder() {
    assertThat(impact(APP, SHOP)).isEqualTo(impact(SHOP, APP));
    assertThat(impact(APP, SHOP).entryPoints()).containsExactly(APP, FRONT);
  }

  @Test
  void saysInOneSentenceWhatItMeansToUsers() {
    assertThat(Impact.of(List.of(SHOP, FRONT), List.of(FRONT, FRONT), topology).summary())
        .isEqualTo("Users of front (tier 1); misses the objective of front");
    assertThat(impact(BANK).summary()).isEqualTo("Users of app, front (tier 1)");
    assertThat(impact(BATCH).summary())
        .isEqualTo("No entry point of users is known to need it (tier 4)");
    assertThat(impact(service("stranger")).summary())
        .isEqualTo("No entry point of users is known to need it");
  }
}
