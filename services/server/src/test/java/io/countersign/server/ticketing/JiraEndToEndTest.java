package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.countersign.domain.testing.Eventually;
import io.countersign.simulators.http.Fault;
import io.countersign.simulators.jira.JiraWebhookSender.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * From an alert over HTTP to an issue in a simulated Jira and back: by the configuration, the
 * automation, the workflow and the adapter, as in earnest.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JiraEndToEndTest {
  private static JiraStage stage;

  @BeforeAll
  static void start() throws Exception {
    stage = JiraStage.start();
  }

  @AfterAll
  static void end() throws Exception {
    stage.close();
  }

  private static void isIn(String issue, String status) {
    Eventually.holds(
        issue + " is " + status, () -> stage.jira.site().statusOf(issue).equals(status));
  }

  private static void isAssigned(String incident, String bearer) {
    var person = stage.principal(bearer);
    Eventually.holds(
        incident + " is somebody's",
        () -> person.equals(stage.open(incident).responders().assignee()));
  }

  private static void isOnRecord(String incident, String type) {
    Eventually.holds(type + " of " + incident, () -> stage.types(incident).contains(type));
  }

  @Test
  void anAcknowledgementMovesTheIssueOnceAndComesBackAsNoChange() {
    var incident = stage.incident("checkout");
    var issue = stage.issue(incident);
    assertThat(stage.jira.site().statusOf(issue)).isEqualTo("To Do");
    var person = stage.user("bob", "responder");
    stage.act(person, incident, "acknowledge", Map.of());
    isIn(issue, "In Progress");
    Eventually.holds(
        "a comment with the person's name",
        () ->
            stage.jira.site().commentsOf(issue).stream()
                .anyMatch(it -> it.startsWith("internal: p") && it.contains("(api)")));
    stage.jira.site().commentAs("carol", issue, "Looks like the database.");
    isOnRecord(incident, "ticketing.comment-taken");
    assertThat(stage.types(incident))
        .doesNotContain(
            "ticketing.remote-changed",
            "ticketing.echo-observed",
            "ticketing.conflict-found",
            "ticketing.closed-externally");
    var number = stage.row(incident).path("ticket").asString();
    assertThat(stage.asked("POST", "/issue/" + number + "/transitions")).isEqualTo(1);
    stage.act(
        stage.user("alice", "commander", "responder"),
        incident,
        "resolve",
        Map.of("reason", "it's over"));
    isIn(issue, "Resolved");
  }

  @Test
  void whatALinkedPersonDoesThereIsDoneHereWithADeliveryAndWithout() {
    var incident = stage.incident("basket");
    var issue = stage.issue(incident);
    var person = stage.user("carol", "responder");
    stage.jira.site().editAs("carol", issue, "assignee", "carol");
    isAssigned(incident, person);
    stage.webhook.hold();
    stage.jira.site().transitionAs("carol", issue, "Start");
    Eventually.holds(
        "acknowledged, as the poll tells",
        () -> !stage.open(incident).responders().acknowledgedBy().isEmpty());
    stage.webhook.release();
    assertThat(stage.types(incident)).doesNotContain("ticketing.conflict-found");
  }

  @Test
  void aCreationWhoseAnswerIsLostLeavesOneIssue() {
    stage.jira.faults().next("POST /rest/api/3/issue", new Fault.LostAnswer());
    int before = stage.jira.site().count();
    var incident = stage.incident("search");
    assertThat(stage.issue(incident)).startsWith("OPS-");
    assertThat(stage.jira.site().count()).isEqualTo(before + 1);
  }

  @Test
  void deliveriesFiveTimesAndOutOfOrderAreOneChangeToTheNewestState() {
    var incident = stage.incident("payment");
    var issue = stage.issue(incident);
    stage.webhook.hold();
    for (var priority : new String[] {"Low", "Lowest", "Medium"}) {
      stage.jira.site().editAs("bob", issue, "priority", priority);
    }
    stage.jira.site().commentAs("bob", issue, "five times");
    var deliveries = new ArrayList<Delivery>(stage.webhook.held());
    Collections.reverse(deliveries);
    for (int i = 0; i < 5; i++) {
      deliveries.forEach(it -> assertThat(stage.webhook.redeliver(it, 1)).isEqualTo(204));
    }
    isOnRecord(incident, "ticketing.comment-taken");
    stage.webhook.release();
    assertThat(stage.types(incident))
        .filteredOn(it -> it.equals("ticketing.comment-received"))
        .hasSize(1);
    assertThat(stage.row(incident).path("state").asString()).isEqualTo("linked");
  }

  /** Real ones bring the whole issue along, with all of its fields. */
  @Test
  void aDeliveryOfRealSizeIsTakenAndOneWithoutEndIsNot() {
    var start = "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"1\",\"fields\":\"";
    var body = (start + "x".repeat(12_000) + "\"}}").getBytes(StandardCharsets.UTF_8);
    assertThat(stage.deliver(body, JiraStage.SECRET)).isEqualTo(204);
    assertThat(stage.deliver(new byte[1024 * 1024 + 1], JiraStage.SECRET)).isEqualTo(413);
    assertThat(stage.deliver(body, "a guess")).isEqualTo(401);
    Eventually.holds(
        "that somebody forges is on record", () -> audit().contains("deliver to jira"));
  }

  private static String audit() {
    var path = "/api/v1/audit/events?order=desc&limit=200&type=access.attempt-refused";
    return stage.server.get(stage.server.administrator(), path).text();
  }

  @Test
  void everyRecordedDeliveryIsTaken() throws IOException {
    var shared = System.getProperty("COUNTERSIGN_SHARED", System.getenv("COUNTERSIGN_SHARED"));
    var folder = Path.of(shared == null ? "../../../shared" : shared, "data", "jira", "webhooks");
    assumeTrue(Files.exists(folder), "SKIPPED: no recorded deliveries at hand: " + folder);
    try (var files = Files.list(folder)) {
      for (var file : files.filter(it -> !it.endsWith("_index.json")).toList()) {
        assertThat(stage.deliver(Files.readAllBytes(file), JiraStage.SECRET))
            .as(file.toString())
            .isEqualTo(204);
      }
    }
  }

  @Test
  void anIssueThatIsEndedByHandLeavesTheIncidentOpenAndSaysWhy() {
    var incident = stage.incident("stock");
    var issue = stage.issue(incident);
    stage.jira.site().transitionAs("bob", issue, "Cancel");
    Eventually.holds(
        "a comment that the incident goes on",
        () ->
            stage.jira.site().commentsOf(issue).stream()
                .anyMatch(it -> it.contains("its incident goes on")));
    assertThat(stage.open(incident).id().value()).isEqualTo(incident);
    assertThat(stage.jira.site().statusOf(issue)).isEqualTo("Cancelled");
    stage.act(stage.server.person("responder"), incident, "acknowledge", Map.of());
    Eventually.holds(
        "a comment of what is done here",
        () -> stage.jira.site().commentsOf(issue).stream().anyMatch(it -> it.contains("(api)")));
    Eventually.holds(
        "that its state isn't kept",
        () ->
            stage
                .row(incident)
                .path("words")
                .asString()
                .contains("state isn't kept: nothing that is offered leads to IN_PROGRESS"));
    assertThat(stage.row(incident).path("state").asString()).isEqualTo("linked");
    assertThat(stage.server.get(stage.server.administrator(), "/api/v1/doctor").text())
        .contains("not taken there, mostly state isn't kept: nothing that is offered");
  }

  /** Mapped, and not named among the connection's fields: it's read all the same. */
  @Test
  void aMappedFieldIsReadAndSoWrittenOnce() {
    var incident = stage.incident("voucher");
    var issue = stage.issue(incident);
    Eventually.holds(
        "both have the same severity", () -> stage.types(incident).contains("ticketing.written"));
    stage.jira.site().editAs("bob", issue, "priority", "Low");
    Eventually.holds(
        "ours is written over it",
        () -> stage.types(incident).contains("ticketing.conflict-settled"));
    stage.jira.site().commentAs("bob", issue, "and then this");
    isOnRecord(incident, "ticketing.comment-taken");
    assertThat(stage.types(incident))
        .filteredOn(it -> it.equals("ticketing.write-intended"))
        .hasSize(2);
  }

  @Test
  void aPauseHoldsUntilSomebodyTriesAgain() {
    var incident = stage.incident("billing");
    var issue = stage.issue(incident);
    var person = stage.server.person("responder");
    assertThat(sync(person, incident, "pause")).isEqualTo(200);
    stage.act(person, incident, "acknowledge", Map.of());
    stage.jira.site().commentAs("bob", issue, "while it's paused");
    Eventually.holds(
        "the paused ticket's turn",
        () -> stage.row(incident).path("state").asString().equals("paused"));
    assertThat(stage.jira.site().statusOf(issue)).isEqualTo("To Do");
    assertThat(sync(person, incident, "retry")).isEqualTo(200);
    isIn(issue, "In Progress");
    isOnRecord(incident, "ticketing.comment-taken");
  }

  private static int sync(String bearer, String incident, String verb) {
    return stage
        .server
        .post(bearer, "/api/v1/sync/jira/" + incident + "/" + verb, Map.of())
        .status();
  }
}
