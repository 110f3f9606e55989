package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Command;
import io.countersign.domain.Role;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.server.TestServer;
import io.countersign.server.web.SystemOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A critical plan is approved by who had it in front of them, under their conditions. */
class ShownPlanTest {
  /** Longer than it takes to be too fast. */
  private static final int DWELL_SECONDS = 10;

  private final TestServer server = TestServer.withoutLoops();

  /**
   * Of this test alone: the product's loop ends what doesn't fire, and others' incidents with it.
   */
  private final AlertId alert = AlertId.of("am", UUID.randomUUID().toString(), Instant.EPOCH);

  private final Plan plan = Remediations.planFor(IncidentId.of(alert));

  private final String digest = plan.digest().hex();
  private String id = "";

  @Test
  void b29_anApprovalComesAfterThePlanWasShownForAsLongAsPolicySays() {
    id = waiting(DWELL_SECONDS);
    var approver = server.person("approver");
    var before = decide(approver, Map.of());
    assertThat(before.code()).isEqualTo("TOO_FAST");
    assertThat(before.status()).isEqualTo(409);

    var card = Eventually.get("the card", () -> card(approver)).json();
    assertThat(card.path("policy").path("dwellSeconds").asInt()).isEqualTo(DWELL_SECONDS);
    assertThat(decide(approver, Map.of()).code()).isEqualTo("TOO_FAST");
    assertThat(decide(server.person("approver"), Map.of()).code()).isEqualTo("TOO_FAST");
    var read =
        Eventually.get(
            "a plan that was read for long enough",
            () -> Optional.of(decide(approver, Map.of())).filter(it -> it.status() == 200));
    assertThat(read.json().path("outcome").asString()).isEqualTo("done");
  }

  @Test
  void conditionsAreShownAndWhatCannotHoldIsNone() {
    id = waiting(1);
    var approver = server.person("approver");
    var _ = Eventually.get("the card", () -> card(approver));
    var elsewhere = Map.of("environments", List.of("eu-1"));
    var _ =
        Eventually.get(
            "a plan that was read for long enough",
            () ->
                Optional.of(decide(approver, elsewhere))
                    .filter(it -> it.code().equals("CONDITION_NOT_MET")));
    var here =
        Map.of(
            "targets", List.of("checkout-api"),
            "before", Instant.now().plusSeconds(600).toString(),
            "throughStep", 1);
    var done = decide(approver, here);
    assertThat(done.status()).as(done.text()).isEqualTo(200);
    var words =
        server
            .get(approver, "/api/v1/remediations/" + id + "?after=" + done.position())
            .json()
            .at("/decisions/0");
    assertThat(words.path("conditions").path(0).asString()).isEqualTo("only target checkout-api");
    assertThat(words.path("conditions").path(1).asString()).startsWith("before 20");
    assertThat(words.path("conditions").path(2).asString()).isEqualTo("only step 1");
    assertThat(words.path("shownAt").asString()).startsWith("20");
    assertThat(decide(approver, Map.of("throughStep", "2")).status()).isEqualTo(400);
    assertThat(decide(approver, Map.of("before", "soon")).status()).isEqualTo(400);
    assertThat(decide(approver, Map.of("targets", List.of())).status()).isEqualTo(400);
  }

  private Optional<TestServer.Reply> card(String bearer) {
    return Optional.of(server.get(bearer, "/api/v1/remediations/" + id))
        .filter(it -> it.json().path("state").asString("").equals("awaiting_approval"));
  }

  private TestServer.Reply decide(String bearer, Map<String, ?> conditions) {
    return server.post(
        bearer,
        "/api/v1/remediations/" + id + "/decisions",
        conditions.isEmpty()
            ? Map.of("decision", "approve", "planDigest", digest, "reason", "read")
            : Map.of(
                "decision",
                "approve",
                "planDigest",
                digest,
                "reason",
                "read",
                "conditions",
                conditions));
  }

  private String waiting(int dwellSeconds) {
    var remediation =
        new RemediationId("rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    var first =
        new IncidentAlert(
            alert,
            Remediations.CHECKOUT,
            "HighErrorRate",
            Severity.CRITICAL,
            "errors",
            Instant.EPOCH);
    send(new OpenIncident(plan.incident(), first, "HighErrorRate on checkout-api (rig)"));
    send(new ProposeRemediation(remediation, 1, plan));
    send(
        new RecordPolicy(
            remediation, LawOnRecord.by(server.bean(Ledger.class), critical(dwellSeconds))));
    send(new RequestApproval(remediation));
    return remediation.value();
  }

  private static PolicyDecision critical(int dwellSeconds) {
    var safeguards = new PolicyDecision.Safeguards(Set.of(), 0, dwellSeconds, true);
    var terms =
        new PolicyDecision.Approval(
            "critical", 2, Set.of(Role.APPROVER), Set.of(), 600, 1200, 3000, safeguards);
    return new PolicyDecision.NeedsApproval(
        List.of("people-decide"), Remediations.digest("bundle"), List.of(), terms);
  }

  private void send(Command command) {
    var context = SystemOrigin.context(Instant.now());
    var _ = server.bean(Ledger.class).send(new Submission.OfCommand(command, context)).join();
  }
}
