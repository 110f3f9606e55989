package io.countersign.domain.correlation;

import static io.countersign.domain.testing.CatalogFixtures.entity;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.alert.SourceGroup;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Topology;
import io.countersign.domain.testing.Cases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source's own grouping is worth among what nobody catalogued: shop and bank are. */
class GroupEvidenceTest {
  private static final CorrelationSettings SETTINGS = CorrelationSettings.DEFAULT;
  private static final SourceGroup NAMESPACE =
      new SourceGroup("a", Set.of("alertname", "namespace"));
  private static final SourceGroup RULE = new SourceGroup("b", Set.of("alertname", "severity"));
  private final Topology topology =
      new Topology(List.of(entity("shop", 1), entity("bank", 1)), List.of());

  @ParameterizedTest
  @CsvSource({
    "namespace, SAME_PLACE",
    "alertname|namespace, SAME_PLACE",
    "alertname, SAME_RULE",
    "grafana_folder|alertname, SAME_RULE",
    "alertname|cluster|severity, SAME_RULE",
    "severity|cluster, NONE",
    "'', NONE"
  })
  void whatTheGroupHasInCommonDecides(String labels, GroupEvidence expected) {
    var by = labels.isEmpty() ? Set.<String>of() : Set.of(labels.split("\\|"));
    assertThat(GroupEvidence.of(new SourceGroup("k", by))).isEqualTo(expected);
  }

  @Test
  void uncataloguedAlertsOfOneGroupAreOneIncident() {
    var first = of("a", NAMESPACE, 0);
    assertThat(correlate(of("b", NAMESPACE, 200), open(0, first)))
        .isEqualTo(
            new Correlation.Joins(
                IncidentId.of(first.alert()),
                new AlertTie(
                    "same-group", 60, "their source groups them by alertname, namespace")));
    var weak = of("a", RULE, 0);
    assertThat(correlate(of("b", RULE, 59), open(0, weak)))
        .isInstanceOfSatisfying(
            Correlation.Joins.class, it -> assertThat(it.tie().score()).isEqualTo(40));
  }

  @Test
  void itIsNoTieWhenOneOfAllThatIsMissing() {
    var opens = new Correlation.Opens();
    assertThat(correlate(of("b", NAMESPACE, 301), open(0, of("a", NAMESPACE, 0)))).isEqualTo(opens);
    assertThat(correlate(of("b", RULE, 61), open(0, of("a", RULE, 0)))).isEqualTo(opens);
    assertThat(correlate(of("b", NAMESPACE, 0), open(0, of("a", RULE, 0)))).isEqualTo(opens);
    assertThat(correlate(of("shop", NAMESPACE, 0), open(0, of("bank", NAMESPACE, 0))))
        .as("catalogued and unrelated")
        .isEqualTo(opens);
    assertThat(correlate(of("b", NAMESPACE, 0), open(0, of("bank", NAMESPACE, 0))))
        .as("one of them is catalogued")
        .isEqualTo(opens);
    var elsewhere = new EntityId("service", "other", "b");
    assertThat(correlate(of(elsewhere, NAMESPACE, 0), open(0, of("a", NAMESPACE, 0))))
        .isEqualTo(opens);
    var closed =
        new KnownIncident(
            IncidentId.of(of("a", NAMESPACE, 0).alert()),
            after(0),
            after(10),
            List.of(of("a", NAMESPACE, 0)));
    assertThat(correlate(of("b", NAMESPACE, 0), closed)).as("no echo").isEqualTo(opens);
  }

  @Test
  void itNeverMakesOneIncidentOfTwo() {
    var older = open(0, of("a", NAMESPACE, 0));
    var newer = open(5, of("c", NAMESPACE, 5));
    assertThat(correlate(of("b", NAMESPACE, 10), newer, older))
        .isInstanceOfSatisfying(
            Correlation.Joins.class, it -> assertThat(it.incident()).isEqualTo(older.incident()));
  }

  /** However long a group goes on firing somewhere, no incident goes on taking it in. */
  @Test
  void aGroupThatAlwaysFiresSomewhereIsNoEndlessIncident() {
    Cases.each(
        20,
        200,
        seed -> {
          var random = new Random(seed);
          var group = random.nextBoolean() ? NAMESPACE : RULE;
          var incidents = new LinkedHashMap<IncidentId, List<IncidentAlert>>();
          var opened = new HashMap<IncidentId, Long>();
          long second = 0;
          for (int i = 0; i < 400; i++) {
            second += random.nextInt(30);
            place(of("host" + i, group, second), second, incidents, opened);
          }
          long most = GroupEvidence.of(group).window(SETTINGS).multipliedBy(3).toSeconds();
          incidents.forEach(
              (id, alerts) ->
                  assertThat(alerts.getLast().startsAt())
                      .isBeforeOrEqualTo(after(opened.get(id) + most)));
          assertThat(incidents).hasSizeGreaterThan(1).hasSizeLessThan(60);
        });
  }

  /** Catalogued services without a relation stay apart, whatever groups they come in. */
  @Test
  void itTiesNothingThatIsCatalogued() {
    Cases.each(
        50,
        500,
        seed -> {
          var random = new Random(seed);
          var names = List.of("shop", "bank", "x1", "x2", "x3");
          var incidents = new LinkedHashMap<IncidentId, List<IncidentAlert>>();
          for (int i = 0; i < 20; i++) {
            var name = names.get(random.nextInt(names.size()));
            var group = random.nextInt(4) == 0 ? null : random.nextBoolean() ? NAMESPACE : RULE;
            long at = random.nextInt(400);
            place(of(name, group, at), at, incidents, new HashMap<>());
          }
          for (var alerts : incidents.values()) {
            var entities = alerts.stream().map(it -> it.entity().name()).distinct().toList();
            if (entities.contains("shop") || entities.contains("bank")) {
              assertThat(entities).hasSize(1);
            }
          }
        });
  }

  private void place(
      IncidentAlert alert,
      long second,
      Map<IncidentId, List<IncidentAlert>> incidents,
      Map<IncidentId, Long> opened) {
    var known =
        incidents.entrySet().stream()
            .map(
                it ->
                    new KnownIncident(
                        it.getKey(),
                        after(opened.getOrDefault(it.getKey(), 0L)),
                        null,
                        it.getValue()))
            .toArray(KnownIncident[]::new);
    var id =
        switch (correlate(alert, known)) {
          case Correlation.Joins joins -> joins.incident();
          case Correlation.Bridges bridge -> bridge.into();
          default -> {
            opened.put(IncidentId.of(alert.alert()), second);
            yield IncidentId.of(alert.alert());
          }
        };
    incidents.computeIfAbsent(id, _ -> new ArrayList<>()).add(alert);
  }

  private static IncidentAlert of(String name, SourceGroup group, long seconds) {
    return of(alert(name, "errors").entity(), group, seconds);
  }

  private static IncidentAlert of(EntityId entity, SourceGroup group, long seconds) {
    var began = after(seconds);
    var id = AlertId.of("am", entity.toString(), began);
    return new IncidentAlert(id, entity, "Alert", Severity.CRITICAL, "errors", began, group);
  }

  private static KnownIncident open(long openedAfter, IncidentAlert first) {
    return new KnownIncident(
        IncidentId.of(first.alert()), after(openedAfter), null, List.of(first));
  }

  private Correlation correlate(IncidentAlert alert, KnownIncident... known) {
    return Correlator.correlate(alert, List.of(known), topology, SETTINGS);
  }
}
