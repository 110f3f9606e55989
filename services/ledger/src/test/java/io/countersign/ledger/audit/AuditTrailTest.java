package io.countersign.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.audit.AuditTrail.Filter;
import io.countersign.ledger.audit.AuditTrail.Order;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.ledger.view.Page;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  private static final String FOREIGN =
      """
      insert into event values
        (?, gen_random_uuid(), null, null, null, ?, ?, ?, '{"actor":"p_alice"}', '2026-03-02T10:00:00Z')\
      """;

  private final Chronicle chronicle = new Chronicle();
  private final AuditTrail trail = new AuditTrail(chronicle.source());

  @BeforeEach
  void record() {
    chronicle
        .record(
            Story.raised(Story.BURN),
            new IncidentEvent.Opened(Story.INCIDENT, Story.BURN, "burning", Chronicle.START),
            new IntakeEvent.Truncated("alertmanager", 3))
        .recordBy("p_alice", new IncidentEvent.Acknowledged(Story.INCIDENT, Story.ALICE))
        .recordBy("p_bob", new IncidentEvent.Acknowledged(Story.INCIDENT, Story.BOB));
  }

  @Test
  void showsAnEventAsItWasWritten() {
    var row = list(new Filter("incident.acknowledged", "p_bob", null, null, null)).getFirst();

    assertThat(row.position()).isEqualTo(5);
    assertThat(row.at()).isEqualTo(Chronicle.at(5));
    assertThat(row.type()).isEqualTo("incident.acknowledged");
    assertThat(row.revision()).isEqualTo("1");
    assertThat(row.aggregateType()).isEqualTo("incident");
    assertThat(row.aggregate()).isEqualTo(Story.INCIDENT.value());
    assertThat(row.sequence()).isEqualTo(2);
    assertThat(row.actor()).isEqualTo("p_bob");
    assertThat(row.actorKind()).isEqualTo("PERSON");
    assertThat(row.via()).isEqualTo("API");
    assertThat(row.commandId()).isNotEmpty();
    assertThat(row.correlationId()).isNull();
    assertThat(row.payload())
        .isEqualTo("{\"by\":\"p_bob\",\"incident\":\"" + Story.INCIDENT + "\"}");
  }

  /** As after a way back to an older release. */
  @Test
  void whatNobodyHereCanReadCostsNoOtherItsMeaning() {
    chronicle.execute(FOREIGN, 6, "incident.painted", "1", "{}");
    chronicle.execute(FOREIGN, 7, "incident.opened", "1", "{\"incident\":7}");

    var rows = list(Filter.ALL);
    assertThat(rows).hasSize(7);
    assertThat(rows.subList(0, 5)).allMatch(it -> it.event() != null);
    assertThat(rows.subList(5, 7)).allMatch(it -> it.event() == null);
    assertThat(rows.getLast().payload()).isEqualTo("{\"incident\":7}");
  }

  @Test
  void aFactHasNoAggregate() {
    var row = list(new Filter("intake.truncated", null, null, null, null)).getFirst();

    assertThat(row.aggregate()).isNull();
    assertThat(row.aggregateType()).isNull();
    assertThat(row.sequence()).isNull();
  }

  @Test
  void findsByTypeActorAggregateAndTime() {
    assertThat(found("incident.acknowledged", null, null, null, null)).containsExactly(4L, 5L);
    assertThat(found(null, "system", null, null, null)).containsExactly(1L, 2L, 3L);
    assertThat(found(null, null, Story.INCIDENT.value(), null, null)).containsExactly(2L, 4L, 5L);
    assertThat(found(null, null, null, Chronicle.at(2), Chronicle.at(4))).containsExactly(2L, 3L);
    assertThat(found(null, "p_alice", Story.INCIDENT.value(), Chronicle.at(4), null))
        .containsExactly(4L);
    assertThat(found("incident.acknowledged", "system", null, null, null)).isEmpty();
  }

  @Test
  void pagesCoverEveryEventOnceInBothDirections() {
    assertThat(paged(Order.OLDEST_FIRST)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(paged(Order.NEWEST_FIRST)).containsExactly(5L, 4L, 3L, 2L, 1L);
  }

  /** With many events, each filter finds its index, or the trail would slow down as it grows. */
  @Test
  void everyFilterHasItsIndex() throws SQLException {
    try (var owner = TestDatabase.connect(chronicle.database().owner());
        var statement = owner.createStatement()) {
      statement.execute(
          """
          insert into event select 5 + n, gen_random_uuid(), null, null, null,
            'alert.raised', '1', '{}', '{"actor":"t_' || n % 50 || '"}',
            to_char(timestamptz '2026-03-02Z' + n * interval '1 second',
              'YYYY-MM-DD"T"HH24:MI:SS"Z"')
          from generate_series(1, 30000) n\
          """);
      statement.execute("analyze event");
      statement.execute("select brin_summarize_new_values('event_by_time')");
    }

    assertThat(plan("payload_type = 'incident.acknowledged'")).contains("event_by_type");
    assertThat(plan("event_actor(meta_data) = 'p_alice'")).contains("event_by_actor");
    assertThat(plan("aggregate_id = 'inc_1'")).contains("event_stream");
    assertThat(
            plan(
                "event_at(recorded_at) >= '2026-03-02T05:00:00Z'"
                    + " and event_at(recorded_at) < '2026-03-02T05:00:05Z'"))
        .contains("event_by_time");
    assertThat(plan("true")).contains("event_pkey");
  }

  private String plan(String condition) throws SQLException {
    var sql = "explain select * from event where " + condition + " order by global_index limit 51";
    try (var connection = chronicle.source().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
      return plan.toString();
    }
  }

  private List<Long> paged(Order order) {
    var shown = new ArrayList<Long>();
    var page = trail.list(Filter.ALL, order, new Page.Request(null, 2));
    page.items().forEach(row -> shown.add(row.position()));
    while (page.next() != null) {
      page = trail.list(Filter.ALL, order, new Page.Request(page.next(), 2));
      page.items().forEach(row -> shown.add(row.position()));
    }
    return shown;
  }

  private List<Long> found(
      @Nullable String type,
      @Nullable String actor,
      @Nullable String aggregate,
      @Nullable Instant from,
      @Nullable Instant to) {
    return list(new Filter(type, actor, aggregate, from, to)).stream()
        .map(AuditTrail.Row::position)
        .toList();
  }

  private List<AuditTrail.Row> list(Filter filter) {
    return trail.list(filter, Order.OLDEST_FIRST, Page.Request.FIRST).items();
  }
}
