package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.memory.MemoryTicketing;
import io.countersign.connectors.spi.ticketing.ChangeRequest;
import io.countersign.connectors.spi.ticketing.ChangeRequest.Approval;
import io.countersign.connectors.spi.ticketing.ChangeRequest.Conflict;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.testing.Remediations;
import io.countersign.domain.ticketing.FieldRule.OnConflict;
import io.countersign.domain.ticketing.OnClosed;
import io.countersign.domain.ticketing.TicketLinkId;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.server.TestServer;
import io.countersign.server.config.tickets.TicketRule;
import io.countersign.server.ticketing.act.TicketAct;
import io.countersign.server.ticketing.act.TicketActs;
import io.countersign.server.ticketing.side.IncidentSide;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A plan's change request, and what people there said of it, as it's judged and shown here. */
class ChangeApprovalTest {
  private static final TicketUser ANNA = new TicketUser("account-anna");
  private static final TicketUser STRANGER = new TicketUser("account-stranger");

  private final TicketScene scene = new TicketScene(TestServer.withoutLoops());
  private final Plan plan = Remediations.planFor(scene.incident);
  private final RemediationId remediation =
      new RemediationId("rem_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));

  private void asked(boolean counted) {
    var policy =
        new PolicyDecision.NeedsApproval(
            List.of("two-persons"),
            Remediations.digest("bundle"),
            List.of(),
            new PolicyDecision.Approval(
                "high",
                2,
                Set.of(Role.APPROVER),
                Set.of(Role.COMMANDER),
                300,
                600,
                900,
                new Safeguards(Set.of(), 0, 0, false, null, counted)));
    scene.system(new ProposeRemediation(remediation, 1, plan));
    scene.system(new RecordPolicy(remediation, LawOnRecord.by(scene.ledger, policy)));
    scene.system(new RequestApproval(remediation));
    scene.rule = TicketScene.rule(TicketRule.CHANGE, OnClosed.COMMENT, OnConflict.ASK);
    scene.link = TicketLinkId.of(scene.system, remediation);
    var _ = scene.created();
  }

  private void says(String carried, Approval... said) {
    var at = Instant.parse("2026-03-02T10:00:00Z");
    scene.tickets.plan(
        new ChangeRequest(
            scene.ticket().reference(),
            Optional.of(at),
            Optional.of(at.plusSeconds(3600)),
            List.of(new Conflict("CHG0001", "same service\u2028<!channel>")),
            List.of(said),
            List.of(carried)));
    scene.turn();
  }

  private static Approval by(TicketUser who, boolean approved) {
    return by(who, approved, Instant.now());
  }

  private static Approval by(TicketUser who, boolean approved, Instant at) {
    return new Approval(who, approved, at, "looks fine", who);
  }

  /** As it was written when the ticket was opened. */
  private String carried() {
    return scene.server.bean(IncidentSide.class).of(scene.link, scene.rule).description();
  }

  private JsonNode approvals() {
    return card().path("tickets").path(0).path("change").path("approvals");
  }

  /** Of the ticket, and of what was done by it: others are recorded at any time. */
  private long sizeOfRecord() {
    var query =
        "select count(*) as many from event"
            + " where aggregate_id = ? or meta_data::json ->> 'via' = 'TICKET'";
    return scene
        .ledger
        .transactions()
        .call(
            sql ->
                sql.first(query, row -> row.longValue("many"), scene.link.aggregate())
                    .orElseThrow());
  }

  private List<PrincipalId> approvers() {
    return ((Remediation.Known) scene.ledger.remediation(remediation)).approvers();
  }

  private PrincipalId anna(String... roles) {
    var anna = scene.acknowledging(roles);
    scene.link(ANNA, anna);
    return anna;
  }

  private JsonNode card() {
    var reader = scene.server.person("viewer");
    return scene.server.get(reader, "/api/v1/remediations/" + remediation).json();
  }

  @Test
  void unlessPolicySaysSoAnApprovalThereIsEvidence() {
    asked(false);
    var _ = anna("approver");
    says(carried(), by(ANNA, true), by(MemoryTicketing.SELF, true));
    assertThat(approvers()).isEmpty();
    var change = card().path("tickets").path(0).path("change");
    assertThat(change.path("approvals")).hasSize(1);
    assertThat(change.path("approvals").path(0).path("counted").asBoolean()).isFalse();
    assertThat(change.path("approvals").path(0).path("by").asString()).startsWith("p");
    assertThat(change.path("conflicts").path(0).asString()).startsWith("CHG0001: same service");
    assertThat(change.path("start").asString()).isEqualTo("2026-03-02T10:00:00Z");
  }

  @Test
  void wherePolicySaysSoALinkedApproversYesToThisPlanCountsOnce() {
    asked(true);
    var anna = anna("approver");
    var yes = by(ANNA, true);
    says(carried(), yes, by(STRANGER, true));
    says(carried(), yes, by(STRANGER, true));
    assertThat(approvers()).containsExactly(anna);
    var approvals = card().path("tickets").path(0).path("change").path("approvals");
    assertThat(approvals.valueStream().filter(it -> it.path("counted").asBoolean())).hasSize(1);
    assertThat(card().path("state").asString()).isEqualTo("awaiting_approval");
  }

  @Test
  void whoTakesTheirYesBackThereTakesItBackHere() {
    asked(true);
    var _ = anna("approver");
    var yes = by(ANNA, true);
    says(carried(), yes);
    assertThat(approvers()).hasSize(1);
    says(carried(), yes, by(ANNA, false, yes.at().plusSeconds(1)));
    assertThat(approvers()).isEmpty();
    var approvals = card().path("tickets").path(0).path("change").path("approvals");
    assertThat(approvals.valueStream().filter(it -> it.path("counted").asBoolean())).isEmpty();
  }

  @Test
  void whatTheTicketDoesNotCarryIsApprovedByNobody() {
    asked(true);
    var _ = anna("approver");
    says("the plan was rewritten", by(ANNA, true));
    assertThat(approvers()).isEmpty();
    says("Plan " + Remediations.digest("another"), by(ANNA, true));
    assertThat(approvers()).isEmpty();
    says("Plan " + plan.digest() + ": another's steps", by(ANNA, true));
    assertThat(approvers()).isEmpty();
    says(carried().replace("Backout:", "Also: drop the database\nBackout:"), by(ANNA, true));
    assertThat(approvers()).isEmpty();
    assertThat(approvals().path(0).path("why").asString()).contains("whole text of this plan");
  }

  @Test
  void whatSomebodyElseSetForThemIsNotTheirs() {
    asked(true);
    var _ = anna("approver");
    for (var other : List.of(STRANGER, MemoryTicketing.SELF, TicketUser.UNSEEN)) {
      says(carried(), new Approval(ANNA, true, Instant.now(), "fine", other));
      assertThat(approvers()).isEmpty();
    }
    assertThat(approvals()).hasSize(1);
    assertThat(approvals().path(0).path("why").asString()).contains("somebody else set it");
  }

  @Test
  void aYesThatDoesNotStandThereAnyMoreDoesNotStandHere() {
    asked(true);
    var anna = anna("approver");
    says(carried(), by(ANNA, true));
    assertThat(approvers()).containsExactly(anna);
    says(carried());
    assertThat(approvers()).isEmpty();
    assertThat(approvals().path(0).path("why").asString()).contains("doesn't stand there");
  }

  /**
   * Killed after the act and before the note of it; taken back there by the time it's looked at.
   */
  @Test
  void aYesOfWhichAKillKeptTheNoteIsTakenBackByTheAccountOfThisSite() {
    asked(true);
    var anna = scene.acknowledging("approver");
    scene.linkAt("elsewhere.example", STRANGER, anna);
    scene.link(ANNA, anna);
    var plan = ((Remediation.Known) scene.ledger.remediation(remediation)).dossier();
    var act = TicketAct.of(scene.link, anna, ANNA.id(), "approve " + Instant.now(), 0);
    var approve = new Approve(remediation, plan.planDigest(), "");
    var acts = scene.server.bean(TicketActs.class);
    assertThat(acts.send(approve, act.shown(plan.planDigest()))).isEmpty();
    assertThat(approvers()).containsExactly(anna);
    says(carried());
    assertThat(approvers()).isEmpty();
  }

  @Test
  void aYesThatSomebodyElseSetAnewIsTakenBackAndOneOfWhichItIsNotToldIsNot() {
    asked(true);
    var anna = anna("approver");
    var yes = by(ANNA, true);
    says(carried(), yes);
    var later = yes.at().plusSeconds(1);
    says(carried(), new Approval(ANNA, true, later, "", TicketUser.UNSEEN));
    assertThat(approvers()).containsExactly(anna);
    says(carried(), new Approval(ANNA, true, later, "", STRANGER));
    assertThat(approvers()).isEmpty();
  }

  @Test
  void whatSixtyOthersSaidAfterItTiesNobodysYesToThemForEver() {
    asked(true);
    var _ = anna("approver");
    var yes = by(ANNA, true);
    says(carried(), yes);
    var others =
        Stream.concat(
                Stream.of(by(ANNA, false, yes.at().plusSeconds(1))),
                IntStream.range(0, 60).mapToObj(it -> by(new TicketUser("other-" + it), true)))
            .toArray(Approval[]::new);
    says(carried(), others);
    assertThat(approvers()).isEmpty();
  }

  @Test
  void whoTookItBackHereIsNotHeldToWhatTheySaidThereBefore() {
    asked(true);
    var anna = anna("approver");
    var yes = by(ANNA, true);
    says(carried(), yes);
    scene.person(new Revoke(remediation, plan.digest(), "on second thoughts"), anna);
    says(carried(), yes);
    assertThat(approvers()).isEmpty();
    says(carried(), by(ANNA, true, yes.at().minusMillis(500)));
    assertThat(approvers()).isEmpty();
  }

  @Test
  void aLookThatFindsNothingNewRecordsNothing() {
    asked(true);
    var _ = anna("approver");
    var yes = by(ANNA, true);
    var other = by(STRANGER, true);
    says(carried(), yes, other);
    var before = sizeOfRecord();
    assertThat(before).isPositive();
    says(carried(), yes, other);
    assertThat(sizeOfRecord()).isEqualTo(before);
  }

  @Test
  void theirWordsAreNotInTheRecordItselfHoweverTheyAreCut() {
    asked(true);
    var anna = anna("approver");
    var said = "x".repeat(499) + "\ud83d\ude80 Anna Approver";
    says(carried(), new Approval(ANNA, true, Instant.now(), said, ANNA));
    assertThat(approvers()).containsExactly(anna);
    var word = Objects.requireNonNull(scene.state().change()).words().get(ANNA.id());
    assertThat(word).isNotNull();
    var kept = scene.ledger.blob(Objects.requireNonNull(word.words())).orElseThrow();
    assertThat(new String(kept, StandardCharsets.UTF_8)).startsWith("xxx").endsWith("x...");
    var timeline =
        scene.server.get(
            scene.server.person("viewer"), "/api/v1/incidents/" + scene.incident + "/timeline");
    assertThat(timeline.json().toString())
        .contains("Approved on its change request")
        .doesNotContain("xxxx");
  }

  @Test
  void whoMayNotApproveHereMayNotThere() {
    asked(true);
    var _ = anna("responder");
    says(carried(), by(ANNA, true));
    assertThat(approvers()).isEmpty();
  }

  @Test
  void ourOwnAccountApprovesNothing() {
    asked(true);
    var anna = scene.acknowledging("approver");
    scene.link(MemoryTicketing.SELF, anna);
    says(carried(), by(MemoryTicketing.SELF, true));
    assertThat(approvers()).isEmpty();
    assertThat(card().path("tickets").path(0).path("change").path("approvals")).isEmpty();
  }

  @Test
  void theRequestCarriesRiskStepsAndBackout() {
    asked(false);
    assertThat(scene.server.bean(IncidentSide.class).of(scene.link, scene.rule).description())
        .contains("Plan " + plan.digest())
        .contains("Risk: high")
        .contains("Backout:");
  }

  @Test
  void theDigestAndTheEndAreToldHoweverFarBehindTheViewsAre() {
    asked(false);
    scene.person(new Deny(remediation, plan.digest(), "not now"), anna("approver"));
    var views = scene.ledger.transactions();
    var gone = "delete from view_remediation where remediation_id = ?";
    int deleted = views.call(sql -> sql.execute(gone, remediation));
    assertThat(deleted).isEqualTo(1);
    var side = scene.server.bean(IncidentSide.class).of(scene.link, scene.rule);
    assertThat(side.description()).contains("Plan " + plan.digest());
    assertThat(Objects.requireNonNull(side.fields().get("state")).value()).isEqualTo("cancelled");
  }
}
