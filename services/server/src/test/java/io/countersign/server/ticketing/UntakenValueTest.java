package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.FieldRule.Direction;
import io.countersign.domain.ticketing.FieldRule.OnConflict;
import io.countersign.domain.ticketing.TicketCommand;
import io.countersign.ledger.ticketing.TicketLinks;
import io.countersign.server.TestServer;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.shown.TicketWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A value of ours that a ticket system doesn't take, while everything else goes on. */
class UntakenValueTest {
  private static final TicketUser STRANGER = new TicketUser("account-stranger");

  private final TestServer server = TestServer.withoutLoops();

  private static TicketRule rule(Map<String, String> severities) {
    return TicketScene.rule(
        List.of(
            mapping(FieldRule.STATE, FieldRule.STATE, Direction.BOTH, Map.of()),
            mapping("severity", "priority", Direction.OUT, severities)));
  }

  private static TicketRule.Mapping mapping(
      String local, String remote, Direction direction, Map<String, String> values) {
    return new TicketRule.Mapping(new FieldRule(local, direction, OnConflict.ASK), remote, values);
  }

  private static TicketLinks.Row row(TicketScene scene) {
    return scene.server.bean(TicketLinks.class).of(scene.incident.value()).getFirst();
  }

  private static long written(TicketScene scene) {
    return scene
        .ledger
        .transactions()
        .call(
            sql ->
                sql.list(
                        "select 1 as it from event where aggregate_id = ? and payload_type ="
                            + " 'ticketing.write-intended'",
                        it -> it.intValue("it"),
                        scene.link.aggregate())
                    .size());
  }

  /** What happens here next still gets there. */
  private static void goesOn(TicketScene scene) {
    scene.acknowledging("responder");
    scene.turn();
    assertThat(scene.tickets.posted(scene.ticket().reference()))
        .anyMatch(it -> it.text().contains("cknowledged"));
    assertThat(row(scene).state()).isEqualTo("linked");
  }

  @Test
  void aValueOfWhichARuleThereMakesAnotherIsWrittenThreeTimesAndShown() {
    var scene = new TicketScene(server);
    scene.tickets.rule(
        values -> {
          var all = new HashMap<>(values);
          all.replace("priority", "Medium");
          return all;
        });
    scene.rule = rule(Map.of("critical", "Highest"));
    scene.created();
    for (int i = 0; i < 5; i++) {
      scene.turn();
    }
    assertThat(written(scene)).isEqualTo(3);
    assertThat(TicketWords.of(row(scene)))
        .contains("severity isn't kept: Highest was written 3 times, and Medium stands there");
    goesOn(scene);
    assertThat(scene.ticket().state()).isEqualTo(TicketState.IN_PROGRESS);
  }

  @Test
  void aTicketIsCreatedWithoutTheValueThatIsRefused() {
    var scene =
        new TicketScene(
            server, Map.of("priority", List.of("High", "Medium"), "assignee", List.of()));
    scene.rule = rule(Map.of("critical", "Highest"));
    var ticket = scene.created();
    assertThat(ticket.fields()).doesNotContainKey("priority");
    assertThat(TicketWords.of(row(scene)))
        .contains("severity isn't kept: priority can't be Highest");
    goesOn(scene);
    long before = written(scene);
    scene.turn();
    assertThat(written(scene)).isEqualTo(before);
  }

  @Test
  void aValueForWhichTheRuleHasNoWordIsLeftOutAndShown() {
    var scene = new TicketScene(server);
    scene.rule = rule(Map.of("error", "High"));
    var ticket = scene.created();
    assertThat(ticket.fields()).doesNotContainKey("priority");
    assertThat(TicketWords.of(row(scene)))
        .contains("severity isn't kept: the rule's transform has no word for critical");
    goesOn(scene);
  }

  @Test
  void aStateToWhichNothingLeadsKeepsBackNothingElseAndIsTriedOnceTheTicketMoved() {
    var scene = new TicketScene(server);
    var ticket = scene.created();
    scene.tickets.move(ticket.reference(), STRANGER, TicketState.CANCELLED);
    scene.turn();
    goesOn(scene);
    assertThat(scene.ticket().state()).isEqualTo(TicketState.CANCELLED);
    assertThat(TicketWords.of(row(scene)))
        .contains("state isn't kept: a cancelled ticket stays so");
    var health = server.bean(StuckTickets.class).health(scene.system);
    assertThat(health.level()).isEqualTo(ConnectionHealth.Level.DEGRADED);
    assertThat(health.detail())
        .isEqualTo("1 value not taken there, mostly state isn't kept: a cancelled ticket stays so");
    scene.tickets.move(ticket.reference(), STRANGER, TicketState.NEW);
    scene.turn();
    assertThat(scene.ticket().state()).isEqualTo(TicketState.IN_PROGRESS);
    assertThat(row(scene).untaken()).isEmpty();
  }

  @Test
  void theDoctorTellsOfTicketsThatWaitForAPerson() {
    var scene = new TicketScene(server);
    assertThat(server.bean(StuckTickets.class).health(scene.system).level())
        .isEqualTo(ConnectionHealth.Level.WORKING);
    scene.system(new TicketCommand.WantTicket(scene.link, "incident", "all"));
    scene.tickets.failWith(
        new Outcome.Failed<>(FailureCategory.USER, FailureCode.REFUSED, "no such project"));
    scene.turn();
    var health = server.bean(StuckTickets.class).health(scene.system);
    assertThat(health.detail())
        .isEqualTo("1 ticket waiting for a person, mostly REFUSED: no such project");
    assertThat(health.advice()).contains("countersign sync retry " + scene.system);
  }
}
