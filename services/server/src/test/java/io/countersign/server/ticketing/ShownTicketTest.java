package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.Reference;
import io.countersign.domain.incident.IncidentCommand.AssignIncident;
import io.countersign.domain.ticketing.OnClosed;
import io.countersign.domain.ticketing.TicketCommand.ObserveTicket;
import io.countersign.domain.ticketing.TicketCommand.RecordFailure;
import io.countersign.domain.ticketing.TicketCommand.WantTicket;
import io.countersign.domain.ticketing.TicketSight;
import io.countersign.server.TestServer;
import io.countersign.server.access.PrincipalNames;
import io.countersign.server.incident.ticket.ShownTickets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A ticket as it's shown on our side: on the incident, its timeline, and the status. */
class ShownTicketTest {
  private static final TicketUser STRANGER = new TicketUser("account-stranger");

  private final TicketScene scene = new TicketScene(TestServer.withoutLoops());
  private final String reader = scene.server.person("viewer");

  private JsonNode shown() {
    var path = "/api/v1/incidents/" + scene.incident;
    return scene.server.get(reader, path).json().path("tickets").path(0);
  }

  private List<String> told() {
    var path = "/api/v1/incidents/" + scene.incident + "/timeline?limit=500";
    return scene
        .server
        .get(reader, path)
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.path("type").asString().startsWith("ticketing."))
        .map(it -> it.path("type").asString() + ": " + it.path("summary").asString())
        .toList();
  }

  @Test
  void aTicketThatCannotBeCreatedIsPendingWithItsTriesAndTheLastError() {
    scene.system(new WantTicket(scene.link, "incident", "all"));
    for (int i = 0; i < 3; i++) {
      scene.system(new RecordFailure(scene.link, "REFUSED", "403", false, Instant.now()));
    }
    assertThat(shown().path("state").asString()).isEqualTo("pending");
    assertThat(shown().path("words").asString())
        .isEqualTo("pending, 3rd try, last error REFUSED: 403");
    assertThat(shown().has("url")).isFalse();
    assertThat(scene.isOpen()).isTrue();
  }

  @Test
  void theStoryTellsThatItWasOpenedMovedClosedAndDeleted() {
    var ticket = scene.created();
    scene.tickets.relocate(ticket.reference(), "https://tickets.example.org/browse/OPS-17");
    scene.turn();
    assertThat(shown().path("key").asString()).isEqualTo("OPS-17");
    assertThat(shown().path("url").asString()).endsWith("/OPS-17");
    scene.tickets.move(ticket.reference(), STRANGER, TicketState.CLOSED);
    scene.turn();
    scene.tickets.delete(ticket.reference());
    for (int i = 0; i < 3; i++) {
      scene.turn();
      if (!scene.state().health().unreachable()) {
        scene.system(new RecordFailure(scene.link, "NOT_FOUND", "", true, Instant.now()));
      }
    }
    assertThat(told())
        .extracting(it -> it.substring(0, it.indexOf(':')))
        .containsSubsequence(
            "ticketing.linked",
            "ticketing.moved",
            "ticketing.closed-externally",
            "ticketing.unreachable")
        .doesNotContain("ticketing.write-intended", "ticketing.written");
    assertThat(shown().path("state").asString()).isEqualTo("unreachable");
  }

  @Test
  void whatAStrangerDidThereIsToldAsSomebodyUnknowns() {
    var ticket = scene.created();
    scene.tickets.edit(ticket.reference(), STRANGER, Map.of("assignee", STRANGER.id()));
    var text = "Is it the database? " + "x".repeat(1000);
    for (int i = 0; i < 12; i++) {
      scene.tickets.write(ticket.reference(), STRANGER, i + " " + text, Visibility.PUBLIC);
    }
    scene.turn();
    scene.turn();
    assertThat(told())
        .anyMatch(it -> it.contains("account-stranger set assignee to account-stranger"))
        .anyMatch(it -> it.contains("nobody known here"))
        .anyMatch(it -> it.startsWith("ticketing.comment-taken"))
        .noneMatch(it -> it.contains("database"));
    var remarks = shown().path("remarks");
    assertThat(remarks).hasSize(10);
    assertThat(remarks.path(9).path("text").asString()).startsWith("11 Is it the").hasSize(300);
    assertThat(remarks.path(9).path("account").asString()).isEqualTo(STRANGER.id());
  }

  @Test
  void aConflictIsShownWithBothValuesAndTheCommandThatSettlesIt() {
    var ticket = scene.created();
    var anna = scene.acknowledging("responder");
    scene.turn();
    scene.tickets.edit(ticket.reference(), STRANGER, Map.of("priority", "Low"));
    scene.tickets.edit(ticket.reference(), STRANGER, Map.of("assignee", STRANGER.id()));
    scene.person(new AssignIncident(scene.incident, anna), anna);
    scene.link(new TicketUser("account-anna"), anna);
    scene.turn();
    var conflicts = shown().path("conflicts");
    assertThat(conflicts).hasSize(1);
    assertThat(conflicts.path(0).path("field").asString()).isEqualTo("assignee");
    var annasName = scene.server.bean(PrincipalNames.class).lookup().orId(anna.value());
    assertThat(annasName).doesNotStartWith("usr_");
    assertThat(conflicts.path(0).path("ours").asString()).isEqualTo(annasName);
    assertThat(conflicts.path(0).path("theirs").asString()).isEqualTo(STRANGER.id());
    var settle =
        "countersign sync settle %s %s --field assignee --winner"
            .formatted(scene.system, scene.incident);
    assertThat(conflicts.path(0).path("settle").asString()).isEqualTo(settle);
    var status = scene.server.get(reader, "/api/v1/sync?holder=" + scene.incident).json();
    assertThat(status.path("items").path(0).path("conflicts")).isEqualTo(conflicts);
    assertThat(told()).anyMatch(it -> it.startsWith("ticketing.conflict-found"));
    var listed = scene.server.bean(ShownTickets.class).summaries(List.of(scene.incident.value()));
    assertThat(listed.get(scene.incident.value()))
        .singleElement()
        .satisfies(it -> assertThat(it.words()).isEqualTo("linked, conflict of assignee"))
        .satisfies(it -> assertThat(it.conflicts()).isEmpty());
  }

  @Test
  void thatItWasMergedIntoAnotherIsShownAndPartOfTheStory() {
    var ticket = scene.created();
    var into = new Reference(scene.system, "issue", "77", "https://tickets.example.org/OPS-77");
    var sight =
        new TicketSight(ticket.reference(), Map.of(), List.of(), List.of(), "account-ours", into);
    scene.system(new ObserveTicket(scene.link, sight, Map.of(), List.of(), OnClosed.COMMENT));
    assertThat(shown().path("words").asString()).isEqualTo("linked, merged there into OPS-77");
    assertThat(told()).anyMatch(it -> it.startsWith("ticketing.merged: "));
  }

  @Test
  void whatASystemRefusesIsNamedWithItsError() {
    var _ = scene.created();
    scene.tickets.failWith(
        new Outcome.Failed<>(FailureCategory.USER, FailureCode.REFUSED, "no permission"));
    scene.turn();
    assertThat(shown().path("state").asString()).isEqualTo("halted");
    assertThat(shown().path("words").asString())
        .isEqualTo("halted, 1st try, last error REFUSED: no permission");
  }
}
