package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.domain.Role;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Remediations;
import io.countersign.domain.ticketing.FieldRule;
import io.countersign.domain.ticketing.OnClosed;
import io.countersign.domain.ticketing.TicketLink;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.server.TestServer;
import io.countersign.server.config.tickets.TicketRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The change request of a plan, turn by turn: it goes where the plan goes, and may have to wait.
 */
class ChangeCourseTest {
  private static final PolicyDecision POLICY =
      new PolicyDecision.NeedsApproval(
          List.of("one-person"),
          Remediations.digest("bundle"),
          List.of(),
          new PolicyDecision.Approval(
              "medium",
              1,
              Set.of(Role.APPROVER),
              Set.of(Role.COMMANDER),
              300,
              600,
              900,
              new Safeguards(Set.of(), 0, 0, false, null, false)));

  private final TicketScene scene = new TicketScene(TestServer.withoutLoops());
  private final Plan plan = Remediations.planFor(scene.incident);
  private final RemediationId remediation =
      new RemediationId("rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));

  /** A change request of a plan whose approval is asked for. */
  private void asked(Map<String, String> transform) {
    var state = new FieldRule(FieldRule.STATE, FieldRule.Direction.OUT, FieldRule.OnConflict.ASK);
    scene.rule =
        new TicketRule(
            "changes",
            "tickets",
            TicketRule.CHANGE,
            TicketRule.Match.ANY,
            Map.of(),
            Map.of(),
            List.of(new TicketRule.Mapping(state, FieldRule.STATE, transform)),
            OnClosed.COMMENT,
            Optional.empty(),
            Duration.ofMinutes(1));
    scene.system(new ProposeRemediation(remediation, 1, plan));
    scene.system(new RecordPolicy(remediation, LawOnRecord.by(scene.ledger, POLICY)));
    scene.system(new RequestApproval(remediation));
    scene.link = TicketLinkId.of(scene.system, remediation);
    var _ = scene.created();
  }

  private TicketState state() {
    return scene.ticket().state();
  }

  private JsonNode row() {
    var reader = scene.server.person("viewer");
    return scene
        .server
        .get(reader, "/api/v1/sync?holder=" + remediation)
        .json()
        .path("items")
        .path(0);
  }

  @Test
  void anAcknowledgedIncidentMovesNoChangeAndADeniedPlanCancelsIt() {
    asked(Map.of());
    var anna = scene.acknowledging("approver", "responder");
    scene.turn();
    assertThat(state()).isEqualTo(TicketState.NEW);
    scene.person(new Deny(remediation, plan.digest(), "not now"), anna);
    scene.turn();
    assertThat(state()).isEqualTo(TicketState.CANCELLED);
    assertThat(scene.state().health()).isEqualTo(TicketLink.Health.WELL);
  }

  @Test
  void aMoveThatPeopleThereHaveToAllowWaitsAndAllElseGoesOn() {
    scene.tickets.hold("it waits for Approved");
    asked(Map.of("requested", "IN_PROGRESS"));
    assertThat(state()).isEqualTo(TicketState.NEW);
    assertThat(scene.state().health()).isEqualTo(TicketLink.Health.WELL);
    assertThat(row().path("state").asString()).isEqualTo("linked");
    assertThat(row().path("words").asString())
        .isEqualTo("linked, goes on there once people there did their part: it waits for Approved");
    assertThat(scene.state().comments().posted()).isNotEmpty();
    long size = scene.ledger.head();
    scene.turn();
    assertThat(scene.ledger.head()).isEqualTo(size);
    scene.tickets.hold("");
    scene.turn();
    assertThat(state()).isEqualTo(TicketState.IN_PROGRESS);
    assertThat(row().path("words").asString()).isEqualTo("linked");
  }
}
