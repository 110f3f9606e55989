package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tickets at the terminal: beside what they are of, and in the status. */
class TicketCommandsTest {
  private static final String CONFLICTS =
      """
      [{"field":"assignee","ours":"usr_1","theirs":"","account":"5b10","settle":
       "countersign sync settle jira inc_1 --field assignee --winner"}]\
      """;
  private static final String CHANGE =
      """
      {"start":"2026-01-01T12:00:00Z","end":"2026-01-01T13:00:00Z",
       "conflicts":["CHG0002: same service"],
       "approvals":[{"account":"a1","by":"kim","approved":true,"at":"2026-01-01T09:00:00Z",
         "counted":true},
        {"account":"a2","approved":true,"at":"2026-01-01T09:30:00Z","counted":false}]}\
      """;

  @TempDir Path home;
  private final StubServer server =
      new StubServer()
          .on(
              "GET /api/v1/incidents/inc_1?alertLimit=50",
              200,
              """
              {"id":"inc_1","state":"open","alerts":0,"alertList":[],"diagnoses":[],"tickets":[
                {"link":"jira/inc_1","key":"OPS-17","url":"https://jira.example.org/browse/OPS-17",
                 "words":"linked","conflicts":%s,"remarks":[{"account":"5b11",
                 "at":"2026-01-01T09:00:00Z","text":"Is it\\u001b[31m the\\ndatabase?"}]},
                {"link":"snow/inc_1","words":"pending, 3rd try, last error REFUSED: 403"}]}\
              """
                  .formatted(CONFLICTS))
          .on("GET /api/v1/incidents/inc_1/timeline?alerts=true&limit=500", 200, "{\"items\":[]}")
          .on(
              "GET /api/v1/remediations/rem_1",
              200,
              """
              {"id":"rem_1","state":"awaiting_approval","tickets":[{"link":"snow/rem_1",
                "key":"CHG0001","words":"linked","conflicts":[],"change":%s}],
                "incidentTickets":[{"link":"jira/inc_1","key":"OPS-17",
                "url":"https://jira.example.org/browse/OPS-17","words":"linked"}]}\
              """
                  .formatted(CHANGE))
          .on(
              "GET /api/v1/remediations?limit=50&state=awaiting_approval",
              200,
              """
              {"items":[{"id":"rem_1","tickets":[{"link":"snow/rem_1",
                "words":"pending, 3rd try, last error REFUSED: 403"}],
                "incidentTickets":[{"link":"jira/inc_1","key":"OPS-17","words":"linked"}]}]}\
              """)
          .on(
              "GET /api/v1/sync?limit=50",
              200,
              """
              {"items":[{"link":"jira/inc_1","words":"linked","conflicts":%s},
                {"link":"snow/rem_1","words":"linked, urgency isn't kept: it was refused"}]}\
              """
                  .formatted(CONFLICTS));

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String... arguments) {
    return new CommandRun(home, server.port()).execute(arguments);
  }

  @Test
  void anIncidentsTicketsStandBesideIt() {
    var text = String.join("\n", run("incident", "inc_1").lines());
    assertThat(text)
        .contains("ticket jira OPS-17 https://jira.example.org/browse/OPS-17: linked")
        .contains("ticket snow: pending, 3rd try, last error REFUSED: 403")
        .contains("both sides changed assignee: usr_1 here, nothing there; countersign sync settle")
        .contains("somebody unknown here (5b11) wrote there")
        .doesNotContain("\u001b");
  }

  @Test
  void whatIsMoreThanAStateStandsBelowTheTableAndUncut() {
    var run = run("sync", "status");
    assertThat(String.join("\n", run.lines())).contains("urgency isn't kept: it was refused");
    assertThat(run.messages())
        .contains("(*) snow/rem_1: linked, urgency isn't kept: it was refused");
  }

  @Test
  void whoDecidesSeesTheChangesScheduleConflictsAndWhatWasSaidThere() {
    var text = String.join("\n", run("remediation", "rem_1").lines());
    assertThat(text)
        .contains("snow CHG0001: linked")
        .contains("scheduled there from", "2026-01-01T13:00:00Z")
        .contains("CHG0002: same service")
        .contains("kim approved it", "it counts here")
        .contains("somebody unknown here (a2) approved it", "counts for nothing")
        .contains("Of incident  jira OPS-17 https://jira.example.org/browse/OPS-17: linked");
  }

  @Test
  void whatWaitsForADecisionIsListedWithItsTickets() {
    var text = String.join("\n", run("approvals").lines());
    assertThat(text)
        .contains("TICKETS", "snow: pending, 3rd try, last error REFUSED: 403, OPS-17: linked");
  }

  @Test
  void theStatusSaysWhatStandsAgainstEachOtherAndHowToSettleIt() {
    var run = run("sync", "status");
    assertThat(String.join("\n", run.lines())).contains("jira/inc_1", "linked");
    assertThat(run.messages())
        .contains("jira/inc_1: both sides changed assignee: usr_1 here, nothing there;")
        .contains("--field assignee --winner ours|theirs");
  }
}
