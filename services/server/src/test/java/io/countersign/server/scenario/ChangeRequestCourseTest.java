package io.countersign.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.server.ticketing.SimulatedConnections;
import io.countersign.simulators.jira.JiraEdition;
import io.countersign.simulators.jira.JiraSimulator;
import io.countersign.simulators.jira.SiteSettings;
import io.countersign.simulators.servicenow.ServiceNowSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The change requests of plans, in a simulated ServiceNow and a simulated Jira: each goes where its
 * plan goes, waits calmly for an approval there, and hears of everything meanwhile.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChangeRequestCourseTest {
  private static final String TICKETS =
      """
      ticketing:
      %s%s\
      tickets:
        - name: changes
          connection: snow
          kind: change-request
          pollSeconds: 10
          map:
            - {local: state, remote: state, direction: out}
            - {local: start, remote: start_date}
            - {local: end, remote: end_date}
            - {local: plan, remote: implementation_plan}
            - {local: backout, remote: backout_plan}
            - {local: result, remote: close_notes}
        - name: issues
          connection: jira
          kind: change-request
          pollSeconds: 10
          map:
            - {local: state, remote: state, direction: out}
      """;

  private static final String PASSWORD = "a-password-of-snow-1";
  private static final String TOKEN = "a-token-of-jira-1";

  @TempDir(factory = ScratchFolder.class)
  Path folder;

  @Test
  void aChangeFollowsItsPlanAndWaitsForItsApprovalWithoutHaltingAnythingElse() throws Exception {
    var password = Files.writeString(folder.resolve("password"), PASSWORD);
    var token = Files.writeString(folder.resolve("token"), TOKEN);
    var site = SiteSettings.of(JiraEdition.CLOUD);
    try (var snow = new ServiceNowSimulator(0, PASSWORD, InstantSource.system());
        var jira = new JiraSimulator(0, site, TOKEN, InstantSource.system());
        var scene =
            new ShopScene(
                it ->
                    it
                        + TICKETS.formatted(
                            SimulatedConnections.serviceNow(snow.address(), password),
                            SimulatedConnections.jira(jira.address(), token)))) {
      var there = new There(scene, snow, jira);
      there.runsBeforeItIsApprovedThere();
      there.isDeniedHereThoughItIsApprovedThere();
    }
  }

  /** Both systems, and the shop's server. */
  private record There(ShopScene scene, ServiceNowSimulator snow, JiraSimulator jira) {
    private void runsBeforeItIsApprovedThere() throws Exception {
      scene.aBadReleaseFails();
      var plan = scene.operator.expectRemediation("awaiting_approval");
      var change = asked(plan);
      var shown = row(plan, "snow");
      assertThat(shown.path("key").asString()).matches("CHG[0-9]{7}");
      opens(shown.path("url").asString(), shown.path("key").asString());
      assertThat(scene.operator.decide(plan, "approve", "as shown").status()).isEqualTo(200);
      var held =
          Operator.expect(
              "held there",
              () ->
                  Optional.of(row(plan, "snow"))
                      .filter(it -> it.path("awaits").asString("").contains("Approved")));
      assertThat(held.path("state").asString()).isEqualTo("linked");
      assertThat(held.path("lastError").asString("")).isEmpty();
      is(change, "close_notes", "Executed and verified.");
      assertThat(snow.instance().value("change_request", change, "state")).isEqualTo("-3");
      said(change, "erif");
      assertThat(card(plan).toString()).doesNotContain("last error", change + "\"");
      snow.instance().decide("carol", change, true, "go ahead");
      is(change, "state", "0");
      Operator.expect(
          "what carol said there, as evidence",
          () ->
              card(plan)
                  .path("tickets")
                  .valueStream()
                  .flatMap(it -> it.path("change").path("approvals").valueStream())
                  .findFirst());
      Operator.expect(
          "nothing is held any more",
          () ->
              Optional.of(row(plan, "snow"))
                  .filter(it -> it.path("awaits").asString("").isEmpty()));
      issueIs(plan, "Resolved");
      assertThat(scene.count("ticketing.retried")).isZero();
      assertThat(scene.count("ticketing.attempt-failed")).isZero();
      scene.alertsEnd();
      scene.operator.expectIncident("resolved");
    }

    private void isDeniedHereThoughItIsApprovedThere() throws Exception {
      scene.aBadReleaseFails();
      var plan = scene.operator.expectRemediation("awaiting_approval");
      var change = asked(plan);
      snow.instance().decide("carol", change, true, "go ahead");
      var incident = "/api/v1/incidents/" + plan.path("incident").asString();
      assertThat(scene.operator.post(incident + "/acknowledge", Map.of()).status()).isEqualTo(200);
      assertThat(scene.operator.decide(plan, "deny", "not now").status()).isEqualTo(200);
      is(change, "state", "4");
      is(change, "close_notes", "Denied: it wasn't executed.");
      assertThat(states(change)).containsExactly("-4", "-3", "-2", "4");
      issueIs(plan, "Cancelled");
      assertThat(scene.count("ticketing.attempt-failed")).isZero();
    }

    /** The states that it came to, in order. */
    private List<String> states(String change) {
      return snow.instance().history("change_request", change, "state");
    }

    /** The change request of a plan, once people there are asked for it. */
    private String asked(JsonNode plan) {
      var change =
          Operator.expect(
              "a change request",
              () ->
                  Optional.of(row(plan, "snow").path("ticket").asString(""))
                      .filter(it -> !it.isEmpty()));
      is(change, "state", "-3");
      is(change, "approval", "requested");
      return change;
    }

    private void is(String change, String column, String value) {
      Operator.expect(
          column + " is " + value,
          () ->
              Optional.of(snow.instance().value("change_request", change, column))
                  .filter(value::equals));
    }

    private void said(String change, String words) {
      Operator.expect(
          "said there: " + words,
          () ->
              snow.instance().journal(change).stream()
                  .filter(it -> it.contains(words))
                  .findFirst());
    }

    private void issueIs(JsonNode plan, String status) throws IOException {
      Operator.expect(
          "the issue is " + status,
          () ->
              Optional.of(jira.site().statusOf(row(plan, "jira").path("ticket").asString()))
                  .filter(status::equals));
      assertThat(row(plan, "jira").path("key").asString()).matches("OPS-[0-9]+");
    }

    private JsonNode row(JsonNode plan, String system) throws IOException {
      return scene
          .operator
          .get("/api/v1/sync?holder=" + plan.path("id").asString())
          .body()
          .path("items")
          .valueStream()
          .filter(it -> it.path("link").asString().startsWith(system))
          .findFirst()
          .orElseThrow();
    }

    private JsonNode card(JsonNode plan) throws IOException {
      return scene.operator.get("/api/v1/remediations/" + plan.path("id").asString()).body();
    }

    private void opens(String url, String key) throws Exception {
      try (var client =
          HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
        var page =
            client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        assertThat(page.body()).contains("<h1>" + key);
      }
    }
  }
}
