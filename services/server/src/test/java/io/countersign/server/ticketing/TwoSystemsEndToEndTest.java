package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.simulators.jira.JiraEdition;
import io.countersign.simulators.jira.JiraSimulator;
import io.countersign.simulators.jira.SiteSettings;
import io.countersign.simulators.servicenow.ServiceNowSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An incident with an issue in a simulated Jira and a record in a simulated ServiceNow. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TwoSystemsEndToEndTest {
  private static final String CONFIGURATION =
      """
      ticketing:
      %s%s\
      tickets:
        - {name: issues, connection: jira, pollSeconds: 10, map: [{local: state, remote: state}]}
        - {name: records, connection: snow, pollSeconds: 10, map: [{local: state, remote: state}]}
      """;

  @TempDir(factory = ScratchFolder.class)
  Path folder;

  private static JsonNode ticket(TicketStage stage, String incident, String system) {
    return Eventually.get(
        "a ticket in " + system,
        () ->
            stage.items("/api/v1/sync?holder=" + incident).stream()
                .filter(it -> it.path("link").asString().startsWith(system + "/"))
                .filter(it -> it.path("state").asString().equals("linked"))
                .findFirst());
  }

  private static String page(URI address) {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(address).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void eachReadsWhatWasSaidOnTheOther() throws Exception {
    var password = Files.writeString(folder.resolve("password"), "p");
    var clock = InstantSource.system();
    try (var jira = new JiraSimulator(0, SiteSettings.of(JiraEdition.CLOUD), "p", clock);
        var snow = new ServiceNowSimulator(0, "p", clock);
        var stage =
            new TicketStage(
                "jira",
                CONFIGURATION.formatted(
                    SimulatedConnections.jira(jira.address(), password),
                    SimulatedConnections.serviceNow(snow.address(), password)))) {
      var incident = stage.incident("checkout");
      var issue = ticket(stage, incident, "jira").path("url").asString().replaceFirst("^.*/", "");
      var record = ticket(stage, incident, "snow").path("ticket").asString();
      var id = record.substring(record.lastIndexOf('/') + 1);
      var there = URI.create(snow.address() + "/incident/" + id);
      jira.site().commentAs("carol", issue, "It's the database.");
      Eventually.holds(
          "said in ServiceNow",
          () -> page(there).contains("said on jira " + issue) && page(there).contains("database"));
      snow.instance().update("alice", "incident", id, Map.of("work_notes", "Which one?"));
      Eventually.holds(
          "said in Jira, internally",
          () ->
              jira.site().commentsOf(issue).stream()
                  .anyMatch(
                      it ->
                          it.startsWith("internal: ")
                              && it.contains(", internally")
                              && it.contains("> Which one?")));
      assertThat(page(there).split(" said on ", -1)).hasSize(2);
      assertThat(jira.site().commentsOf(issue))
          .filteredOn(it -> it.contains(" said on "))
          .hasSize(1);
    }
  }
}
