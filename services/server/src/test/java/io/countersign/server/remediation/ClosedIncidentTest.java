package io.countersign.server.remediation;

import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.ledger.testing.Commands.by;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.openRemediedIncident;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.incident.IncidentCommand.ResolveByOverride;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.course.RemediationCourse;
import io.countersign.domain.remediation.course.RemediationCourseSettings;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.workflows.remediation.RemediationProgress.Phase;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits for an incident that was closed, and that nobody withdrew, its own loop withdraws. */
@OnAnyPostgres
class ClosedIncidentTest {
  private final Ledger ledger = TestDatabase.create().openWithoutCorrelation();
  private final RemediationDriver loop =
      new RemediationDriver(
          ledger,
          new SystemCommands(ledger, InstantSource.system()),
          new RemediationCourse(RemediationCourseSettings.DEFAULT),
          null);

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void theLoopEndsWhatAsksForAnApprovalThatNobodyCanGive() {
    LawOnRecord.begin(ledger);
    for (var each :
        List.of(
            bySystem(register("p_carol", Role.COMMANDER)),
            openRemediedIncident(),
            bySystem(new ProposeRemediation(ID, 1, Remediations.plan())),
            bySystem(new RecordPolicy(ID, Remediations.needsApproval(1))),
            by("p_carol", new ResolveByOverride(INCIDENT, "known and harmless")))) {
      var _ = ledger.send(each).join();
    }
    var state = (Remediation.Known) loop.state(ID);
    var code = loop.send(state, new RequestApproval(ID)).orElseThrow();
    assertThat(code).isEqualTo(RefusalCode.INCIDENT_CLOSED);
    assertThat(loop.refused(state, code)).isInstanceOf(Proceed.class);
    assertThat(loop.progress(ID).phase()).isEqualTo(Phase.CLOSED);
    assertThat(((Remediation.Closed) loop.state(ID)).withdrawn())
        .isEqualTo(Withdrawn.Reason.NO_LONGER_NEEDED);
  }
}
