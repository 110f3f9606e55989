package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.ticketing.TicketOutages;
import io.countersign.server.ticketing.outage.OutageRecord;
import io.countersign.simulators.http.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A Jira that is away for hours while people work on both sides, over real HTTP. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JiraOutageTest {
  private static final int TICKETS = 10;
  private static final int EACH_SIDE = 10;
  private static final int FOR_EVER = 1_000_000;
  private static JiraStage stage;

  @BeforeAll
  static void start() throws Exception {
    stage = JiraStage.start();
  }

  @AfterAll
  static void end() throws Exception {
    stage.close();
  }

  /** For two hours, as far as the server knows. */
  private static void goesAway(Fault fault) {
    stage.webhook.hold();
    stage.jira.faults().next("/rest/", fault, FOR_EVER);
    Eventually.holds(
        "the poll fails",
        () ->
            !stage
                .sql("select code as it from ticket_poll where failing_since is not null")
                .isEmpty());
    var _ =
        stage.sql(
            "update ticket_poll set failing_since = failing_since - interval '2 hours'"
                + " returning system as it");
  }

  @Test
  void twoHundredChangesAreDrainedInOrderWithinLimitsAndReportedOnce() {
    var incidents = new ArrayList<String>();
    var issues = new ArrayList<String>();
    for (int i = 0; i < TICKETS; i++) {
      incidents.add(stage.incident("svc-" + i));
      issues.add(stage.issue(incidents.get(i)));
    }
    var person = stage.user("carol", "responder");
    goesAway(new Fault.Unreachable());
    changeBothSides(person, incidents, issues);
    assertThat(stage.items("/api/v1/sync/report"))
        .as("it goes on")
        .anyMatch(it -> !it.hasNonNull("endedAt"));
    int before = stage.jira.exchanges().size();
    stage.jira.faults().clear();
    stage.jira.faults().next("/comment", Fault.tooManyRequests(1), 2);
    var report = drained();
    for (int i = 0; i < TICKETS; i++) {
      isEqual(incidents.get(i), issues.get(i));
    }
    assertThat(report.path("code").asString()).isNotEmpty();
    assertThat(report.path("tickets").asInt()).isEqualTo(TICKETS);
    assertThat(report.path("taken").asInt()).isGreaterThanOrEqualTo(TICKETS * (EACH_SIDE - 1));
    assertThat(report.path("said").asInt()).isGreaterThanOrEqualTo(TICKETS * (EACH_SIDE - 1));
    assertThat(report.path("stuck").asInt()).isZero();
    var link = stage.link(incidents.getFirst());
    assertThat(stage.server.bean(TicketOutages.class).turned(link, Instant.now()))
        .as("it's told once")
        .isEmpty();
    Eventually.holds("it's on record", () -> recorded() == 1);
    stage.server.bean(OutageRecord.class).record("jira", Instant.now());
    assertThat(recorded()).as("it's on record once").isEqualTo(1);
    assertThat(stage.jira.exchanges().size() - before).isLessThan(TICKETS * EACH_SIDE * 12);
  }

  private static int recorded() {
    var events = "select event_id::text as it from event where payload_type = ?";
    return stage.sql(events, "ticketing.caught-up").size();
  }

  /** Its own check asks for something else, and is content. */
  @Test
  void aPollThatFailsIsTheDoctorsToTellWhereTheSystemAnswersAllElse() {
    var refused = new Fault.Answer(500, "application/json", "{}", Map.of());
    stage.jira.faults().next("/search", refused, FOR_EVER);
    Eventually.holds("it's told", () -> doctor().contains("but its changes: not read since"));
    stage.jira.faults().clear();
    Eventually.holds("it's well", () -> !doctor().contains("its changes"));
  }

  private static String doctor() {
    return stage.server.get(stage.server.administrator(), "/api/v1/doctor").text();
  }

  /** Comments, an assignment and an acknowledgement of each: two hundred altogether. */
  private static void changeBothSides(String person, List<String> incidents, List<String> issues) {
    for (int i = 0; i < TICKETS; i++) {
      for (int k = 1; k < EACH_SIDE; k++) {
        stage.act(person, incidents.get(i), "note", Map.of("text", "here " + k + "."));
        stage.jira.site().commentAs("carol", issues.get(i), "there " + k + ".");
      }
      stage.act(person, incidents.get(i), "acknowledge", Map.of());
      stage.jira.site().editAs("carol", issues.get(i), "assignee", "carol");
    }
  }

  private static JsonNode drained() {
    return Eventually.get(
        "the report",
        () -> {
          var items = stage.items("/api/v1/sync/report");
          return items.stream()
              .filter(it -> it.hasNonNull("drainedAt") && it.path("tickets").asInt() == TICKETS)
              .findFirst();
        });
  }

  private static void isEqual(String incident, String issue) {
    var site = stage.jira.site();
    assertThat(site.statusOf(issue)).isEqualTo("In Progress");
    var said = site.commentsOf(issue).stream().filter(it -> it.contains("\n> here ")).toList();
    assertThat(said).hasSize(EACH_SIDE - 1);
    for (int k = 1; k < EACH_SIDE; k++) {
      assertThat(said.get(k - 1)).endsWith("here " + k + ".");
    }
    var noted =
        stage.sql(
            "select event_id::text as it from event"
                + " where aggregate_id = ? and payload_type = 'incident.noted'",
            incident);
    assertThat(noted).hasSize(2 * (EACH_SIDE - 1));
    assertThat(stage.types(incident)).doesNotContain("ticketing.conflict-found");
  }

  @Test
  void aShortRefusalOfOurLoginHaltsNoTicketAndRecoveryIsOnRecord() {
    var incident = stage.incident("login");
    var issue = stage.issue(incident);
    var person = stage.server.person("responder");
    stage.webhook.hold();
    stage
        .jira
        .faults()
        .next("/rest/", new Fault.Answer(401, "application/json", "{}", Map.of()), FOR_EVER);
    stage.act(person, incident, "acknowledge", Map.of());
    Eventually.holds("a failure", () -> stage.types(incident).contains("ticketing.attempt-failed"));
    assertThat(stage.row(incident).path("state").asString()).isEqualTo("linked");
    stage.jira.faults().clear();
    Eventually.holds("moved", () -> stage.jira.site().statusOf(issue).equals("In Progress"));
    Eventually.holds("recovered", () -> stage.types(incident).contains("ticketing.recovered"));
    assertThat(stage.row(incident).path("tries").asInt()).isZero();
    stage.webhook.release();
  }
}
