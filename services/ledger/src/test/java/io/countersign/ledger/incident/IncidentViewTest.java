package io.countersign.ledger.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.alert.AlertSeen.Status;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Cause;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.Priority;
import io.countersign.domain.incident.Resolution;
import io.countersign.domain.incident.WorkFailure;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.ledger.Blob;
import io.countersign.ledger.axon.BlobTable;
import io.countersign.ledger.incident.IncidentInbox.Filter;
import io.countersign.ledger.incident.IncidentInbox.State;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.testing.Chronicle;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.view.Page;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class IncidentViewTest {
  private static final AlertTie DEPENDS_ON =
      new AlertTie("depends-on", 80, "frontend depends on\ncheckout-api (relations: 1)");

  private final Chronicle chronicle = new Chronicle();
  private final IncidentInbox inbox = new IncidentInbox(chronicle.source());
  private final IncidentTimeline timeline = new IncidentTimeline(chronicle.source());

  @Test
  void showsAnIncidentWithItsAlertsDiagnosesAndNotes() {
    var note = Story.blob("looks like the release");
    open()
        .record(
            Story.resolved(Story.BURN),
            new IncidentEvent.DiagnosisMade(Story.INCIDENT, Story.diagnosis(1, false)),
            new IncidentEvent.DiagnosisMade(Story.INCIDENT, Story.diagnosis(2, true)),
            new IncidentEvent.Escalated(Story.INCIDENT, 2, "no runbook fits"),
            new IncidentEvent.Assigned(Story.INCIDENT, Story.BOB))
        .recordBy("p_alice", new IncidentEvent.Acknowledged(Story.INCIDENT, Story.ALICE))
        .recordBy("p_alice", new IncidentEvent.Noted(Story.INCIDENT, note))
        .record(new IncidentEvent.PrioritySet(Story.INCIDENT, Priority.MODERATE, Story.BOB))
        .view(100);

    var detail = inbox.find(Story.INCIDENT.value()).orElseThrow();

    var row = detail.incident();
    assertThat(row.title()).isEqualTo("SLOBurnRate on frontend (rig)");
    assertThat(row.state()).isEqualTo(State.OPEN);
    assertThat(row.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(row.priority()).isEqualTo(Priority.MODERATE);
    assertThat(row.environment()).isEqualTo("rig");
    assertThat(row.entities()).containsExactly("service/rig/checkout-api", "service/rig/frontend");
    assertThat(row.burning()).isEmpty();
    assertThat(row.alerts()).isEqualTo(2);
    assertThat(row.firing()).isEqualTo(1);
    assertThat(row.openedAt()).isEqualTo(Chronicle.at(3));
    assertThat(row.closedAt()).isNull();
    assertThat(row.acknowledgedBy()).isEqualTo("p_alice");
    assertThat(row.assignee()).isEqualTo("p_bob");
    assertThat(row.escalated()).isTrue();
    assertThat(row.cause())
        .isEqualTo(
            new IncidentInbox.Blamed(
                "service/rig/checkout-api", Cause.Kind.RELEASE, "CHG-1005", 90));
    assertThat(row.diagnosis()).isEqualTo(2);
    assertThat(detail.alerts())
        .extracting(IncidentInbox.AlertRow::name, IncidentInbox.AlertRow::status)
        .containsExactly(
            Tuple.tuple("SLOBurnRate", Status.RESOLVED),
            Tuple.tuple("HighErrorRate", Status.FIRING));
    assertThat(detail.diagnoses())
        .containsExactly(
            new IncidentInbox.Diagnosed(Chronicle.at(6), Story.diagnosis(1, false)),
            new IncidentInbox.Diagnosed(Chronicle.at(7), Story.diagnosis(2, true)));
    assertThat(detail.notes())
        .containsExactly(new IncidentInbox.Note(Chronicle.at(11), "p_alice", note));
  }

  /** They are read where they lie, since they may be erased. */
  @Test
  void anIncidentKnowsItsLastDiagnosisAndItsFirstAlertsOwnWords() throws SQLException {
    var kept = annotations("{\"summary\":\"5 % of requests fail\",\"runbook\":\"x\"}");
    chronicle.record(
        Story.raised(Story.BURN, kept.ref()),
        new IncidentEvent.Opened(Story.INCIDENT, Story.BURN, "it burns", Chronicle.at(2)));
    chronicle.view(100);
    assertThat(first().summary()).isNull();
    try (var connection = chronicle.source().getConnection()) {
      BlobTable.store(kept, new SqlConnection(connection));
    }
    assertThat(first())
        .isEqualTo(
            new IncidentInbox.FirstAlert(
                "SLOBurnRate", "service/rig/frontend", "5 % of requests fail"));
    assertThat(row().latest()).isNull();
    assertThat(row().titleFacts(List.of()).summary()).isEqualTo("5 % of requests fail");

    chronicle
        .record(
            new IncidentEvent.DiagnosisMade(Story.INCIDENT, Story.diagnosis(1, false)),
            new IncidentEvent.DiagnosisMade(Story.INCIDENT, Story.diagnosis(2, true)))
        .view(100);
    assertThat(row().latest()).isEqualTo(Story.diagnosis(2, true).outline());
    for (var stored :
        List.of("null", "'{\"number\":2}'", "'{\"causes\":[{\"entity\":\"x\"}]}'", "'{'")) {
      chronicle.execute("update view_incident_diagnosis set outline = " + stored);
      assertThat(row().latest())
          .as("kept in another form, or before outlines were kept: %s", stored)
          .isEqualTo(Story.diagnosis(2, true).outline());
    }
    assertThat(inbox.rows(List.of(Story.INCIDENT.value(), "inc_other"))).containsExactly(row());
  }

  @Test
  void whatIsNoTextIsNoSummary() {
    for (var odd : List.of("[1]", "{\"summary\":{\"a\":1}}", "{\"summary\":null}", "{", "\u0000")) {
      var annotations = annotations(odd);
      assertThat(AlertSummary.of(annotations.content())).as(odd).isEmpty();
    }
  }

  private static Blob annotations(String json) {
    return new Blob(json.getBytes(StandardCharsets.UTF_8), "application/json", new byte[32]);
  }

  private IncidentInbox.FirstAlert first() {
    return row().first();
  }

  @Test
  void showsWhatFailsUntilItGoesOn() {
    var first = new WorkFailure("unreachable", 1, 1, Chronicle.at(1), Chronicle.at(6));
    var second = new WorkFailure("unreachable", 2, 2, Chronicle.at(1), null);
    var watch = new WorkFailure("so", 1, 1, Chronicle.at(2), Chronicle.at(9));
    open()
        .record(
            new IncidentEvent.WorkFailed(Story.INCIDENT, IncidentWork.RECOMMENDATION, first),
            new IncidentEvent.WorkFailed(Story.INCIDENT, IncidentWork.WATCH, watch),
            new IncidentEvent.WorkResumed(Story.INCIDENT, IncidentWork.WATCH),
            new IncidentEvent.WorkFailed(Story.INCIDENT, IncidentWork.RECOMMENDATION, second))
        .view(100);
    assertThat(inbox.find(Story.INCIDENT.value()).orElseThrow().failing())
        .containsExactly(
            new IncidentInbox.Failing(
                IncidentWork.RECOMMENDATION, "unreachable", 2, Chronicle.at(1), null));
  }

  @Test
  void blamesNothingWhileUndecided() {
    open()
        .record(
            new IncidentEvent.DiagnosisMade(Story.INCIDENT, Story.diagnosis(1, true)),
            new IncidentEvent.DiagnosisMade(Story.INCIDENT, Story.diagnosis(2, false)))
        .view(100);

    assertThat(row().cause()).isNull();
    assertThat(row().diagnosis()).isEqualTo(2);
  }

  @Test
  void tellsHowAnIncidentWasClosed() {
    open();
    var id = Story.INCIDENT;
    var tie = new AlertTie("same-entity", 90, "both are about frontend");
    var older = IncidentId.of(Story.UNRELATED.alert());

    chronicle
        .record(new IncidentEvent.Recovered(id, List.of(Story.reading("0", true)), null))
        .view(1);
    assertThat(row()).returns(State.RECOVERED, IncidentInbox.Row::state);
    assertThat(row().closedAt()).isEqualTo(Chronicle.at(chronicle.head()));

    chronicle.record(new IncidentEvent.Reopened(id, "it is back")).view(1);
    assertThat(row()).returns(State.OPEN, IncidentInbox.Row::state);
    assertThat(row().closedAt()).isNull();

    chronicle
        .record(new IncidentEvent.Resolved(id, new Resolution.Overridden(Story.ALICE, "known")))
        .view(1);
    assertThat(row()).returns("p_alice", IncidentInbox.Row::overriddenBy);

    chronicle
        .record(
            new IncidentEvent.Reopened(id, "again"),
            new IncidentEvent.Resolved(id, new Resolution.Remedied("rem_1")))
        .view(1);
    assertThat(row()).returns("rem_1", IncidentInbox.Row::remediedBy);
    assertThat(row()).returns(null, IncidentInbox.Row::overriddenBy);

    chronicle
        .record(
            new IncidentEvent.Reopened(id, "once more"), new IncidentEvent.Merged(id, older, tie))
        .view(1);
    assertThat(row()).returns(State.MERGED, IncidentInbox.Row::state);
    assertThat(row()).returns(older.value(), IncidentInbox.Row::mergedInto);
  }

  @Test
  void pagesShowEveryIncidentOnceEvenWhileNewOnesComeIn() {
    var opened = new ArrayList<String>();
    for (int i = 0; i < 23; i++) {
      opened.add(openAnother(i));
    }
    chronicle.view(7);
    chronicle
        .record(new IncidentEvent.Reopened(new IncidentId(opened.get(3)), "no change"))
        .view(7);

    var shown = new ArrayList<String>();
    var request = new Page.Request(null, 5);
    var page = inbox.list(Filter.ALL, request);
    while (true) {
      page.items().forEach(row -> shown.add(row.id()));
      if (page.next() == null) {
        break;
      }
      openAnother(100 + shown.size());
      chronicle.view(7);
      page = inbox.list(Filter.ALL, new Page.Request(page.next(), 5));
    }

    assertThat(shown).isEqualTo(opened.reversed());
  }

  @Test
  void listsOpenAndClosedApart() {
    var first = openAnother(1);
    var second = openAnother(2);
    chronicle.record(new IncidentEvent.Recovered(new IncidentId(first), List.of(), null)).view(100);

    assertThat(inbox.list(Filter.OPEN, Page.Request.FIRST).items())
        .extracting(IncidentInbox.Row::id)
        .containsExactly(second);
    assertThat(inbox.list(Filter.CLOSED, Page.Request.FIRST).items())
        .extracting(IncidentInbox.Row::id)
        .containsExactly(first);
  }

  @Test
  void refusesACursorThatItDidNotGive() {
    var request = new Page.Request("bm9uc2Vuc", 5);
    assertThatThrownBy(() -> inbox.list(Filter.ALL, request))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(inbox.find("inc_0000000000000000")).isEmpty();
  }

  @Test
  void tellsTheStoryOfAlertsIncidentAndRemediationInLedgerOrder() {
    open()
        .record(
            Story.raised(Story.UNRELATED),
            new RemediationEvent.Proposed(
                Story.REMEDIATION, 1, PrincipalId.SYSTEM, Story.PLAN, Story.PLAN.digest()))
        .recordBy("p_alice", new IncidentEvent.Acknowledged(Story.INCIDENT, Story.ALICE))
        .view(2);

    var story = timeline.of(Story.INCIDENT.value(), true, Page.Request.FIRST);

    assertThat(story.items())
        .extracting(IncidentTimeline.Entry::type)
        .containsExactly(
            "alert.raised",
            "alert.raised",
            "incident.opened",
            "incident.alert-attached",
            "remediation.proposed",
            "incident.acknowledged");
    var last = story.items().getLast();
    assertThat(last.type()).isEqualTo("incident.acknowledged");
    assertThat(last.actor()).isEqualTo("p_alice");
    assertThat(last.actorKind()).isEqualTo("PERSON");
    assertThat(last.via()).isEqualTo("API");
    assertThat(last.at()).isEqualTo(Chronicle.at(7));
    assertThat(last.data())
        .isEqualTo("{\"by\":\"p_alice\",\"incident\":\"" + Story.INCIDENT + "\"}");
  }

  @Test
  void theTimelinePagesAndHoldsWhatWasMergedIn() {
    open();
    var other = openAnother(1);
    var tie = new AlertTie("same-entity", 90, "both are about frontend");
    chronicle.record(new IncidentEvent.Merged(new IncidentId(other), Story.INCIDENT, tie)).view(3);

    var shown = new ArrayList<Long>();
    var page = timeline.of(Story.INCIDENT.value(), true, new Page.Request(null, 2));
    page.items().forEach(entry -> shown.add(entry.position()));
    while (page.next() != null) {
      page = timeline.of(Story.INCIDENT.value(), true, new Page.Request(page.next(), 2));
      page.items().forEach(entry -> shown.add(entry.position()));
    }

    assertThat(shown).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(timeline.of("inc_0000000000000000", true, Page.Request.FIRST).items()).isEmpty();
  }

  @Test
  void tellsWhichEchoesFireOnSinceTheirIncidentWasClosed() {
    var echo = new AlertTie("echo", 90, "both are about frontend");
    open()
        .record(
            new IncidentEvent.Recovered(Story.INCIDENT, List.of(Story.reading("0", true)), null),
            Story.raised(Story.FRONTEND_ERRORS),
            new IncidentEvent.AlertAttached(
                Story.INCIDENT, Story.FRONTEND_ERRORS, echo, Chronicle.at(7)))
        .view(100);
    assertThat(inbox.echoesBefore(Chronicle.at(6))).as("not that long").isEmpty();
    assertThat(inbox.echoesBefore(Chronicle.at(7)))
        .containsExactly(
            new IncidentInbox.Echo(
                Story.INCIDENT.value(), "HighErrorRate", Story.FRONTEND.toString()));

    chronicle.record(Story.resolved(Story.FRONTEND_ERRORS)).view(100);
    assertThat(inbox.echoesBefore(Chronicle.at(9))).as("it ended").isEmpty();
  }

  @Test
  void whoClosesAReopenedIncidentKnewOfItsEchoes() {
    var echo = new AlertTie("echo", 90, "both are about frontend");
    open()
        .record(
            new IncidentEvent.Recovered(Story.INCIDENT, List.of(Story.reading("0", true)), null),
            Story.raised(Story.FRONTEND_ERRORS),
            new IncidentEvent.AlertAttached(
                Story.INCIDENT, Story.FRONTEND_ERRORS, echo, Chronicle.at(7)),
            new IncidentEvent.Reopened(Story.INCIDENT, "it goes on"))
        .view(100);
    assertThat(inbox.echoesBefore(Chronicle.at(9))).as("it's open").isEmpty();

    var overridden = new Resolution.Overridden(Story.ALICE, "known");
    chronicle.record(new IncidentEvent.Resolved(Story.INCIDENT, overridden)).view(100);
    assertThat(inbox.echoesBefore(Chronicle.at(10))).isEmpty();
  }

  @Test
  void tellsWhoseObjectiveIsBeingMissed() {
    var burn = Story.BURN;
    var slo =
        new IncidentAlert(
            burn.alert(), burn.entity(), burn.name(), burn.severity(), "slo", burn.startsAt());
    chronicle
        .record(
            Story.raised(slo), new IncidentEvent.Opened(Story.INCIDENT, slo, "x", Chronicle.at(2)))
        .view(100);
    assertThat(inbox.find(Story.INCIDENT.value()).orElseThrow().incident().burning())
        .containsExactly(Story.FRONTEND.toString());
  }

  private Chronicle open() {
    var attached = Chronicle.at(4);
    return chronicle.record(
        Story.raised(Story.BURN),
        Story.raised(Story.CHECKOUT_ERRORS),
        new IncidentEvent.Opened(
            Story.INCIDENT, Story.BURN, "SLOBurnRate on frontend (rig)", Chronicle.at(3)),
        new IncidentEvent.AlertAttached(
            Story.INCIDENT, Story.CHECKOUT_ERRORS, DEPENDS_ON, attached));
  }

  private String openAnother(int number) {
    Instant startsAt = Chronicle.START.plusSeconds(1000 + number);
    IncidentAlert alert = Story.alert("Another", Story.SEARCH, Severity.WARNING, startsAt);
    var id = IncidentId.of(alert.alert());
    chronicle.record(
        Story.raised(alert), new IncidentEvent.Opened(id, alert, "Another " + number, startsAt));
    return id.value();
  }

  private IncidentInbox.Row row() {
    return inbox.find(Story.INCIDENT.value()).orElseThrow().incident();
  }
}
