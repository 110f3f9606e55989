package io.countersign.domain.incident;

import static io.countersign.domain.incident.IncidentFixtures.alert;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The estate: edge calls front, front calls shop and items, shop calls bank and stock; lone stands
 * alone.
 */
class CorrelatorTest {
  private final Topology topology =
      new Topology(
          Stream.of("edge", "front", "shop", "items", "bank", "stock", "lone")
              .map(it -> new Entity(EntityId.service("rig", it), "team", 1, false))
              .toList(),
          List.of(
              calls("edge", "front"),
              calls("front", "shop"),
              calls("front", "items"),
              calls("shop", "bank"),
              calls("shop", "stock"),
              calls("ghost", "shop")));

  private static Relation calls(String from, String to) {
    return new Relation(
        Relation.Kind.CALLS, EntityId.service("rig", from), EntityId.service("rig", to));
  }

  private static OpenIncidentSummary open(long openedAfter, IncidentAlert... alerts) {
    var at = after(openedAfter);
    return new OpenIncidentSummary(IncidentId.of(alerts[0].alert()), at, at, List.of(alerts));
  }

  private Correlation correlate(IncidentAlert alert, Instant at, OpenIncidentSummary... open) {
    return Correlator.correlate(
        alert, at, Arrays.asList(open), topology, CorrelationSettings.DEFAULT);
  }

  private Correlation correlate(String service, OpenIncidentSummary... open) {
    return correlate(alert(service, "latency"), T0, open);
  }

  private static void assertJoins(
      Correlation correlation, OpenIncidentSummary incident, String rule, int score) {
    assertThat(correlation)
        .isInstanceOfSatisfying(
            Correlation.Joins.class,
            it -> {
              assertThat(it.incident()).isEqualTo(incident.incident());
              assertThat(it.tie().rule()).isEqualTo(rule);
              assertThat(it.tie().score()).isEqualTo(score);
              assertThat(it.tie().because()).isNotBlank();
            });
  }

  @Test
  void theFirstOpensAnIncidentAndAHeartbeatNever() {
    assertThat(correlate("shop")).isEqualTo(new Correlation.Opens());
    var shop = alert("shop", "errors");
    var heartbeat =
        new IncidentAlert(
            shop.alert(), shop.entity(), "Watchdog", Severity.NONE, "", shop.startsAt());
    assertThat(correlate(heartbeat, T0, open(0, shop))).isInstanceOf(Correlation.Ignores.class);
  }

  @Test
  void theSameEntityJoinsHoweverLongTheIncidentIsOpen() {
    var shop = open(0, alert("shop", "errors"));
    assertJoins(correlate("shop", shop), shop, "same-entity", 90);
    assertJoins(correlate(alert("shop", "errors"), after(86_400), shop), shop, "same-entity", 95);
  }

  @Test
  void callersAndCausesJoinWithinTwoRelations() {
    var shop = open(0, alert("shop", "errors"));
    assertJoins(correlate("front", shop), shop, "depends-on", 80);
    assertJoins(correlate("edge", shop), shop, "depends-on", 65);
    assertJoins(correlate("bank", shop), shop, "needed-by", 80);
    assertJoins(correlate(alert("bank", "errors"), T0, shop), shop, "needed-by", 85);
    assertThat(correlate("bank", open(0, alert("edge", "errors"))))
        .as("three relations away")
        .isEqualTo(new Correlation.Opens());
    assertThat(correlate("lone", shop)).isEqualTo(new Correlation.Opens());
  }

  @Test
  void neighboursMustBeNearInTimeEitherWay() {
    var shop = open(0, alert("shop", "errors"));
    var front = alert("front", "latency");
    assertJoins(correlate(front, after(300), shop), shop, "depends-on", 80);
    assertThat(correlate(front, after(301), shop)).isEqualTo(new Correlation.Opens());
    assertThat(correlate(front, after(-301), shop)).isEqualTo(new Correlation.Opens());
  }

  @Test
  void siblingsAreNotTiedByTimeAloneButByTheirSharedDependencysOwnAlert() {
    var items = open(0, alert("items", "errors"));
    assertThat(correlate("shop", items)).isEqualTo(new Correlation.Opens());
    var both = open(0, alert("items", "errors"), alert("front", "errors"));
    assertJoins(correlate("shop", both), both, "needed-by", 80);
  }

  @Test
  void aBridgingAlertGoesIntoTheOldest() {
    var bank = open(5, alert("bank", "errors"));
    var items = open(1, alert("items", "errors"));
    var stock = open(9, alert("stock", "errors"));
    assertThat(correlate(alert("front", "latency"), after(10), bank, items, stock))
        .isInstanceOfSatisfying(
            Correlation.Bridges.class,
            it -> {
              assertThat(it.into()).isEqualTo(items.incident());
              assertThat(it.others()).containsExactly(bank.incident(), stock.incident());
              assertThat(it.tie().score()).isEqualTo(80);
            });
  }

  @Test
  void anUnknownEntityJoinsOnlyItsOwn() {
    var ghost = open(0, alert("ghost", "errors"));
    assertThat(correlate("ghost", open(0, alert("shop", "errors"))))
        .isEqualTo(new Correlation.Opens());
    assertThat(correlate("shop", ghost)).isEqualTo(new Correlation.Opens());
    assertJoins(correlate("ghost", ghost), ghost, "same-entity", 90);
  }

  @Test
  void environmentsNeverMix() {
    var prodShop = alert(EntityId.service("prod", "shop"), "errors");
    assertThat(correlate(prodShop, T0, open(0, alert("shop", "errors"))))
        .isEqualTo(new Correlation.Opens());
    var across =
        new Topology(
            List.of(
                new Entity(EntityId.service("prod", "shop"), "team", 1, false),
                new Entity(EntityId.service("rig", "front"), "team", 1, false)),
            List.of(
                new Relation(
                    Relation.Kind.CALLS,
                    EntityId.service("rig", "front"),
                    EntityId.service("prod", "shop"))));
    assertThat(
            Correlator.correlate(
                prodShop,
                T0,
                List.of(open(0, alert("front", "errors"))),
                across,
                CorrelationSettings.DEFAULT))
        .isEqualTo(new Correlation.Opens());
  }

  @Test
  void anAlertThatIsHeldAlreadyStaysWhereItIs() {
    var shop = alert("shop", "errors");
    var holder = open(5, alert("front", "errors"), shop);
    var other = open(0, alert("bank", "errors"));
    assertThat(correlate(shop, T0, other, holder))
        .isInstanceOfSatisfying(
            Correlation.Joins.class, it -> assertThat(it.incident()).isEqualTo(holder.incident()));
  }

  @Test
  void settlingWaitsForQuietButNotForEver() {
    assertThat(Settling.dueAt(T0, T0)).isEqualTo(after(5));
    assertThat(Settling.dueAt(T0, after(9))).isEqualTo(after(14));
    assertThat(Settling.dueAt(T0, after(12))).isEqualTo(after(15));
  }
}
