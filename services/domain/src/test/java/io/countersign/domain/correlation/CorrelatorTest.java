package io.countersign.domain.correlation;

import static io.countersign.domain.testing.CatalogFixtures.calls;
import static io.countersign.domain.testing.CatalogFixtures.entity;
import static io.countersign.domain.testing.CatalogFixtures.service;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.alert;
import static io.countersign.domain.testing.IncidentFixtures.began;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.incident.SettlingPeriod;
import io.countersign.domain.testing.Cases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The estate: edge calls front, front calls shop and items, shop calls bank and stock; lone stands
 * alone. shop-1 and shop-2 are parts of shop.
 */
class CorrelatorTest {
  private final Topology topology =
      new Topology(
          Stream.of("edge", "front", "shop", "items", "bank", "stock", "lone", "shop-1", "shop-2")
              .map(it -> entity(it, 1))
              .toList(),
          List.of(
              calls("edge", "front"),
              calls("front", "shop"),
              calls("front", "items"),
              calls("shop", "bank"),
              calls("shop", "stock"),
              calls("ghost", "shop"),
              partOf("shop-1", "shop"),
              partOf("shop-2", "shop")));

  private static Relation partOf(String part, String whole) {
    return new Relation(Relation.Kind.PART_OF, service(part), service(whole));
  }

  private static KnownIncident open(long openedAfter, IncidentAlert... alerts) {
    return new KnownIncident(
        IncidentId.of(alerts[0].alert()), after(openedAfter), null, List.of(alerts));
  }

  private static KnownIncident closed(long closedAfter, IncidentAlert... alerts) {
    return new KnownIncident(
        IncidentId.of(alerts[0].alert()), T0, after(closedAfter), List.of(alerts));
  }

  private Correlation correlate(IncidentAlert alert, KnownIncident... known) {
    return Correlator.correlate(alert, Arrays.asList(known), topology, CorrelationSettings.DEFAULT);
  }

  private Correlation correlate(String service, KnownIncident... known) {
    return correlate(alert(service, "latency"), known);
  }

  private static void assertJoins(
      Correlation correlation, KnownIncident incident, String rule, int score) {
    assertThat(correlation)
        .isInstanceOfSatisfying(
            Correlation.Joins.class,
            it -> {
              assertThat(it.incident()).isEqualTo(incident.incident());
              assertThat(it.tie().rule()).isEqualTo(rule);
              assertThat(it.tie().score()).isEqualTo(score);
              assertThat(it.tie().because()).isNotBlank();
              assertThat(it.tie().echo()).isFalse();
            });
  }

  private static void assertOpens(Correlation correlation) {
    assertThat(correlation).isEqualTo(new Correlation.Opens());
  }

  @Test
  void theFirstOpensAnIncidentAndAHeartbeatNever() {
    assertOpens(correlate("shop"));
    var shop = alert("shop", "errors");
    var heartbeat =
        new IncidentAlert(
            shop.alert(), shop.entity(), "Watchdog", Severity.NONE, "", shop.startsAt());
    assertThat(correlate(heartbeat, open(0, shop))).isInstanceOf(Correlation.Ignores.class);
  }

  @Test
  void theSameEntityJoinsHoweverLongTheIncidentIsOpen() {
    var shop = open(0, alert("shop", "errors"));
    assertJoins(correlate("shop", shop), shop, "same-entity", 90);
    var nextDay = began(alert("shop", "errors"), 86_400);
    assertJoins(correlate(nextDay, shop), shop, "same-entity", 95);
  }

  @Test
  void callersAndCausesJoinWithinTwoRelations() {
    var shop = open(0, alert("shop", "errors"));
    assertJoins(correlate("front", shop), shop, "depends-on", 80);
    assertJoins(correlate("edge", shop), shop, "depends-on", 65);
    assertJoins(correlate("bank", shop), shop, "needed-by", 80);
    assertJoins(correlate(alert("bank", "errors"), shop), shop, "needed-by", 85);
    assertOpens(correlate("bank", open(0, alert("edge", "errors"))));
    assertOpens(correlate("lone", shop));
  }

  @Test
  void aSymptomBeginsUpToFiveMinutesAfterItsCauseAndOneBefore() {
    var front = alert("front", "latency");
    for (var tied : List.of(300L, 0L, -60L)) {
      var shop = open(0, began(alert("shop", "errors"), 0));
      assertJoins(correlate(began(front, tied), shop), shop, "depends-on", 80);
      var symptom = open(0, began(front, tied));
      assertJoins(correlate(began(alert("shop", "errors"), 0), symptom), symptom, "needed-by", 80);
    }
    for (var untied : List.of(301L, -61L)) {
      var shop = open(0, began(alert("shop", "errors"), 0));
      assertOpens(correlate(began(front, untied), shop));
      assertOpens(correlate(began(alert("shop", "errors"), 0), open(0, began(front, untied))));
    }
  }

  @Test
  void theWindowIsASetting() {
    var settings =
        new CorrelationSettings(
            Duration.ofSeconds(30), Duration.ZERO, 1, Duration.ZERO, Duration.ZERO);
    var shop = open(0, began(alert("shop", "errors"), 0));
    var late = began(alert("front", "errors"), 31);
    var far = began(alert("edge", "errors"), 1);
    assertOpens(Correlator.correlate(late, List.of(shop), topology, settings));
    assertOpens(Correlator.correlate(far, List.of(shop), topology, settings));
    assertThat(Correlator.near(far.entity(), topology, settings))
        .containsExactlyInAnyOrder(far.entity(), service("front"));
  }

  @Test
  void aPartAndItsWholeAreNearButPartsOfOneWholeOnlyThroughIt() {
    var part = open(0, alert("shop-1", "errors"));
    assertJoins(correlate("shop", part), part, "part-of", 85);
    assertJoins(correlate("front", part), part, "depends-on", 80);
    assertJoins(correlate("bank", part), part, "needed-by", 80);
    assertOpens(correlate("shop-2", part));
    var both = open(0, alert("shop-1", "errors"), alert("shop", "errors"));
    assertJoins(correlate("shop-2", both), both, "part-of", 85);
    assertOpens(correlate(began(alert("shop", "errors"), 900), part));
  }

  @Test
  void siblingsAreNotTiedByTimeAloneButByTheirSharedDependentsOwnAlert() {
    var items = open(0, alert("items", "errors"));
    assertOpens(correlate("shop", items));
    var both = open(0, alert("items", "errors"), alert("front", "errors"));
    assertJoins(correlate("shop", both), both, "needed-by", 80);
  }

  /** Everything converges on front; what it shows of one fault is no symptom of a later one. */
  @Test
  void aHubTiesTwoFaultsOnlyIfItsSymptomsOverlapBoth() {
    var first = open(0, began(alert("items", "errors"), 0), began(alert("front", "errors"), 5));
    var second = began(alert("shop", "errors"), 120);
    assertOpens(correlate(second, first));

    var another = open(120, second);
    assertThat(correlate(began(alert("front", "latency"), 125), first, another))
        .isInstanceOf(Correlation.Bridges.class);
  }

  @Test
  void aBridgingAlertGoesIntoTheOldest() {
    var bank = open(5, alert("bank", "errors"));
    var items = open(1, alert("items", "errors"));
    var stock = open(9, alert("stock", "errors"));
    assertThat(correlate("front", bank, items, stock))
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
    assertOpens(correlate("ghost", open(0, alert("shop", "errors"))));
    assertOpens(correlate("shop", ghost));
    assertJoins(correlate("ghost", ghost), ghost, "same-entity", 90);
  }

  @Test
  void environmentsNeverMix() {
    var prod = EntityId.service("prod", "shop");
    var front = service("front");
    var across =
        new Topology(List.of(entity(prod, 1), entity(front, 1)), List.of(calls(front, prod)));
    var known = List.of(open(0, alert("front", "errors")));
    assertOpens(
        Correlator.correlate(alert(prod, "errors"), known, across, CorrelationSettings.DEFAULT));
  }

  @Test
  void anAlertThatIsHeldAlreadyStaysWhereItIs() {
    var shop = alert("shop", "errors");
    var holder = open(5, alert("front", "errors"), shop);
    var other = open(0, alert("bank", "errors"));
    assertThat(correlate(shop, other, holder))
        .isInstanceOfSatisfying(
            Correlation.Joins.class, it -> assertThat(it.incident()).isEqualTo(holder.incident()));
  }

  @Test
  void whatBeganBeforeTheClosingOrAMomentAfterIsAnEcho() {
    var over = closed(60, began(alert("shop", "errors"), 0));
    for (var late : List.of(began(alert("shop", "errors"), 90), began(alert("front", "slo"), 50))) {
      assertThat(correlate(late, over))
          .isInstanceOfSatisfying(
              Correlation.Echoes.class,
              it -> {
                assertThat(it.incident()).isEqualTo(over.incident());
                assertThat(it.tie().rule()).isEqualTo("echo");
                assertThat(it.tie().echo()).isTrue();
              });
    }
    assertOpens(correlate(began(alert("shop", "errors"), 91), over));
    assertOpens(correlate(began(alert("lone", "errors"), 50), over));
  }

  @Test
  void whatIsTiedToSomethingOpenIsNoEcho() {
    var over = closed(60, began(alert("shop", "errors"), 0));
    var open = open(50, began(alert("front", "errors"), 50));
    assertJoins(correlate(began(alert("shop", "errors"), 55), over, open), open, "needed-by", 85);
  }

  @Test
  void ofSeveralClosedOnesTheStrongestTieThenTheNewestHasTheEcho() {
    var older = closed(50, began(alert("shop", "latency"), 0));
    var newer =
        new KnownIncident(
            IncidentId.of(alert("bank", "errors").alert()),
            after(10),
            after(60),
            List.of(began(alert("shop", "latency"), 10)));
    var front = closed(55, began(alert("front", "errors"), 0));
    assertThat(correlate(began(alert("shop", "errors"), 20), front, newer, older))
        .isInstanceOfSatisfying(
            Correlation.Echoes.class, it -> assertThat(it.incident()).isEqualTo(newer.incident()));
  }

  /** Whatever the order in which they are heard of, the same alerts end in the same company. */
  @Test
  void anyOrderLeavesTheSamePartition() {
    var services = List.of("edge", "front", "shop", "items", "bank", "stock", "lone", "shop-1");
    Cases.each(
        300,
        3_000,
        seed -> {
          var random = new Random(seed);
          List<IncidentAlert> alerts = new ArrayList<>();
          for (int i = 0; i < 12; i++) {
            var service = services.get(random.nextInt(services.size()));
            var signal = random.nextBoolean() ? "errors" : "latency";
            alerts.add(began(alert(service, signal), random.nextInt(1200)));
          }
          var partition = partition(alerts);
          for (int shuffle = 0; shuffle < 3; shuffle++) {
            Collections.shuffle(alerts, random);
            assertThat(partition(alerts)).as("seed %s", seed).isEqualTo(partition);
          }
        });
  }

  private Set<Set<AlertId>> partition(List<IncidentAlert> alerts) {
    Map<IncidentId, KnownIncident> open = new LinkedHashMap<>();
    for (int i = 0; i < alerts.size(); i++) {
      var alert = alerts.get(i);
      var known = open.values().toArray(KnownIncident[]::new);
      switch (correlate(alert, known)) {
        case Correlation.Opens _ -> put(open, open(i, alert));
        case Correlation.Joins it -> put(open, joined(open, List.of(it.incident()), alert));
        case Correlation.Bridges it -> {
          var all = new ArrayList<>(List.of(it.into()));
          all.addAll(it.others());
          put(open, joined(open, all, alert));
        }
        case Correlation.Echoes _, Correlation.Ignores _ -> throw new AssertionError(alert);
      }
    }
    return open.values().stream()
        .map(it -> it.alerts().stream().map(IncidentAlert::alert).collect(Collectors.toSet()))
        .collect(Collectors.toSet());
  }

  private static void put(Map<IncidentId, KnownIncident> open, KnownIncident incident) {
    open.put(incident.incident(), incident);
  }

  private static KnownIncident joined(
      Map<IncidentId, KnownIncident> open, List<IncidentId> ids, IncidentAlert alert) {
    var first = open.get(ids.getFirst());
    var alerts =
        ids.stream().flatMap(it -> open.remove(it).alerts().stream()).collect(Collectors.toList());
    alerts.add(alert);
    return new KnownIncident(ids.getFirst(), first.openedAt(), null, alerts);
  }

  @Test
  void settlingWaitsForQuietButNotForEver() {
    assertThat(SettlingPeriod.dueAt(T0, T0)).isEqualTo(after(5));
    assertThat(SettlingPeriod.dueAt(T0, after(9))).isEqualTo(after(14));
    assertThat(SettlingPeriod.dueAt(T0, after(12))).isEqualTo(after(15));
  }
}
