package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.simulators.servicenow.ServiceNowSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From an alert over HTTP to an incident in a simulated ServiceNow and back. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ServiceNowEndToEndTest {
  private static final String CONFIGURATION =
      """
      ticketing:
      %s\
      tickets:
        - name: all
          connection: snow
          pollSeconds: 10
          map:
            - {local: state, remote: state, onConflict: ours}
            - {local: assignee, remote: assigned_to, onConflict: theirs}
      """;

  @TempDir(factory = ScratchFolder.class)
  Path folder;

  @Test
  void anIncidentGoesThereIsTakenOverThereAndEndsThereWithoutADelivery() throws Exception {
    var password = Files.writeString(folder.resolve("password"), "p");
    try (var snow = new ServiceNowSimulator(0, "p", InstantSource.system());
        var stage =
            new TicketStage(
                "snow",
                CONFIGURATION.formatted(
                    SimulatedConnections.serviceNow(snow.address(), password)))) {
      var incident = stage.incident("checkout");
      var id = stage.ticket(incident).path("ticket").asString();
      var record = id.substring(id.lastIndexOf('/') + 1);
      var account = snow.instance().userId("alice");
      var person = stage.linked(account, "responder", "commander");
      snow.instance().update("alice", "incident", record, Map.of("assigned_to", account));
      Eventually.holds(
          "assigned, as the poll tells",
          () -> stage.principal(person).equals(stage.open(incident).responders().assignee()));
      stage.act(person, incident, "acknowledge", Map.of());
      Eventually.holds(
          "in progress there",
          () -> snow.instance().value("incident", record, "state").equals("2"));
      stage.act(person, incident, "resolve", Map.of("reason", "it's over"));
      Eventually.holds(
          "resolved there", () -> snow.instance().value("incident", record, "state").equals("6"));
      assertThat(stage.types(incident))
          .doesNotContain("ticketing.echo-observed", "ticketing.conflict-found")
          .filteredOn(it -> it.equals("ticketing.remote-changed"))
          .hasSize(1);
      assertThat(snow.instance().count("incident")).isEqualTo(1);
    }
  }
}
