package io.countersign.ledger.commit;

import static io.countersign.ledger.testing.Commands.by;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.grant;
import static io.countersign.ledger.testing.Commands.open;
import static io.countersign.ledger.testing.Commands.openRemediedIncident;
import static io.countersign.ledger.testing.Commands.register;
import static io.countersign.ledger.testing.Commands.revoke;
import static io.countersign.ledger.testing.Commands.standalone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.Answer;
import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessCommand;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.testing.Eventually;
import io.countersign.domain.testing.Remediations;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.codec.EventTooLargeException;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@OnAnyPostgres
class GroupCommitTest {
  private static final Ledger LEDGER = TestDatabase.create().openWithoutCorrelation();

  private static final AlertId ALERT = new AlertId("aa".repeat(32));
  private static final IncidentId LARGE = IncidentId.of(ALERT);

  @AfterAll
  static void close() {
    LEDGER.close();
  }

  private record Nonsense(String target) implements Command {}

  private static Receipt get(CompletableFuture<Receipt> receipt) throws Exception {
    return receipt.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void refusedAndDefectiveCommandsLeaveTheOthersAlone() throws Exception {
    var receipts =
        LEDGER.sendAll(
            List.of(
                bySystem(register("person_a", Role.VIEWER)),
                by("nobody", grant("person_a", Role.APPROVER)),
                bySystem(new Nonsense("person_a")),
                bySystem(new AccessCommand.CloseSession(new PrincipalId("person_a"), null)),
                bySystem(grant("person_a", Role.RESPONDER))));
    long first = get(receipts.get(0)).position();
    assertThat(get(receipts.get(1)).answer()).isInstanceOf(Answer.Refused.class);
    assertThatThrownBy(() -> get(receipts.get(2)))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> get(receipts.get(3))).hasCauseInstanceOf(NullPointerException.class);
    var last = get(receipts.get(4));
    assertThat(last.answer()).isEqualTo(new Answer.Done());
    int refusals = get(receipts.get(1)).events().size();
    assertThat(last.position()).isEqualTo(first + refusals + 1);
  }

  @Test
  void whatIsTooLargeFailsAloneAndItsBatchIsWrittenAtOnce() throws Exception {
    var huge = "x".repeat(40_000);
    var receipts =
        LEDGER.sendAll(
            List.of(
                bySystem(register("person_g", Role.COMMANDER)),
                standalone(
                    new IntakeEvent.Refused("alertmanager", RefusalCode.BAD_REQUEST, huge), "once"),
                open(ALERT),
                by("person_g", new IncidentCommand.ResolveByOverride(LARGE, huge)),
                by("person_g", new IncidentCommand.ResolveByOverride(LARGE, "known"))));
    assertThatThrownBy(() -> get(receipts.get(1)))
        .hasCauseInstanceOf(EventTooLargeException.class)
        .hasMessageContaining("intake.refused would have 40");
    assertThat(get(receipts.get(3)).answer())
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            it -> {
              assertThat(it.code()).isEqualTo(RefusalCode.RECORD_TOO_LARGE);
              assertThat(it.why()).contains("incident.resolved would have 40");
            });
    for (int i : List.of(0, 2, 4)) {
      assertThat(get(receipts.get(i)).answer()).isEqualTo(new Answer.Done());
    }
    assertThat(get(receipts.get(4)).position()).isEqualTo(get(receipts.get(0)).position() + 2);
    var small = new IntakeEvent.Refused("alertmanager", RefusalCode.BAD_REQUEST, "x");
    assertThat(get(LEDGER.send(standalone(small, "once"))).answer()).isEqualTo(new Answer.Done());
  }

  @Test
  void ofOneRequestAllIsWrittenOrNothing() throws Exception {
    var event = new IntakeEvent.Refused("alertmanager", RefusalCode.BAD_REQUEST, "no text");
    long head = LEDGER.head();
    var receipts =
        LEDGER.sendAll(
            List.of(
                bySystem(register("person_h", Role.VIEWER)),
                standalone(event, "zero \0"),
                bySystem(register("person_i", Role.VIEWER))));
    for (var receipt : receipts) {
      assertThatThrownBy(() -> get(receipt)).hasMessageContaining("0x00");
    }
    assertThat(LEDGER.head()).isEqualTo(head);
    assertThat(get(LEDGER.send(bySystem(register("person_i", Role.VIEWER)))).position())
        .isEqualTo(head + 1);
  }

  @Test
  void stepsEndWithTheFirstThatIsRefused() throws Exception {
    var event = new IntakeEvent.Refused("alertmanager", RefusalCode.BAD_REQUEST, "no text");
    var receipts =
        LEDGER.sendInTurn(
            List.of(
                bySystem(register("person_j", Role.VIEWER)),
                by("person_j", grant("person_j", Role.RESPONDER)),
                standalone(event, "never"),
                bySystem(grant("person_j", Role.COMMANDER))));
    assertThat(get(receipts.get(0)).answer()).isEqualTo(new Answer.Done());
    for (int i : List.of(1, 2, 3)) {
      assertThat(((Answer.Refused) get(receipts.get(i)).answer()).code())
          .isEqualTo(RefusalCode.FORBIDDEN);
    }
    assertThat(get(receipts.get(3)).events()).isEmpty();
    assertThat(LEDGER.access(new PrincipalId("person_j")))
        .extracting("roles")
        .isEqualTo(Set.of(Role.VIEWER));
    assertThat(get(LEDGER.send(standalone(event, "never"))).answer()).isEqualTo(new Answer.Done());
  }

  @Test
  void aDefectUndoesTheStepsBeforeIt() throws Exception {
    long head = LEDGER.head();
    var steps =
        LEDGER.sendInTurn(
            List.of(
                bySystem(register("person_k", Role.VIEWER)), bySystem(new Nonsense("person_k"))));
    for (var step : steps) {
      assertThatThrownBy(() -> get(step)).hasCauseInstanceOf(IllegalArgumentException.class);
    }
    assertThat(LEDGER.head()).isEqualTo(head);
    assertThat(get(LEDGER.send(bySystem(register("person_k", Role.VIEWER)))).answer())
        .isEqualTo(new Answer.Done());
  }

  @Test
  void ofWhatStandsAloneTheDatabaseRefusesOneAlone() throws Exception {
    var event = new IntakeEvent.Refused("alertmanager", RefusalCode.BAD_REQUEST, "no text");
    var receipts =
        LEDGER.sendEach(
            List.of(
                bySystem(register("person_b", Role.VIEWER)),
                standalone(event, "zero \0"),
                bySystem(grant("person_b", Role.RESPONDER))));
    assertThat(get(receipts.get(0)).answer()).isEqualTo(new Answer.Done());
    assertThatThrownBy(() -> get(receipts.get(1))).hasMessageContaining("0x00");
    assertThat(get(receipts.get(2)).answer()).isEqualTo(new Answer.Done());
    assertThat(get(receipts.get(2)).position()).isEqualTo(LEDGER.head());
  }

  @Test
  void aCommandSentTwiceIsAnsweredFromWhatItDid() throws Exception {
    var registration = bySystem(register("person_c", Role.VIEWER));
    var twice = LEDGER.sendAll(List.of(registration, registration));
    var first = get(twice.get(0));
    assertThat(get(twice.get(1))).isEqualTo(first);
    get(LEDGER.send(bySystem(grant("person_c", Role.RESPONDER))));
    var again = get(LEDGER.send(registration));
    assertThat(again.answer()).isEqualTo(new Answer.Done());
    assertThat(again.position()).isEqualTo(first.position());
    assertThat(again.events()).isEqualTo(first.events());
  }

  @Test
  void aRefusalSentTwiceIsOnRecordOnce() throws Exception {
    get(LEDGER.send(bySystem(register("person_d", Role.VIEWER))));
    var refused = by("person_d", grant("person_d", Role.ADMINISTRATOR));
    var first = get(LEDGER.send(refused));
    long head = LEDGER.head();
    var again = get(LEDGER.send(refused));
    assertThat(first.answer()).isInstanceOf(Answer.Refused.class);
    assertThat(((Answer.Refused) again.answer()).code())
        .isEqualTo(((Answer.Refused) first.answer()).code());
    assertThat(LEDGER.head()).isEqualTo(head);
  }

  @Test
  void theNextCommandOfABatchSeesTheFactsOfTheOneBefore() throws Exception {
    var id = Remediations.ID;
    var plan = Remediations.plan();
    LawOnRecord.begin(LEDGER);
    var receipts =
        LEDGER.sendAll(
            List.of(
                bySystem(register("person_e", Role.VIEWER)),
                openRemediedIncident(),
                bySystem(new RemediationCommand.ProposeRemediation(id, 1, plan)),
                bySystem(new RemediationCommand.RecordPolicy(id, Remediations.needsApproval(1))),
                bySystem(new RemediationCommand.RequestApproval(id)),
                by("person_e", new RemediationCommand.Approve(id, plan.digest(), "early")),
                bySystem(grant("person_e", Role.APPROVER)),
                by("person_e", new RemediationCommand.Approve(id, plan.digest(), "looks right"))));
    assertThat(((Answer.Refused) get(receipts.get(5)).answer()).code())
        .isEqualTo(RefusalCode.FORBIDDEN);
    var approval = get(receipts.get(7));
    assertThat(approval.answer()).isEqualTo(new Answer.Done());
    assertThat(approval.events())
        .hasAtLeastOneElementOfType(RemediationEvent.ApprovalGranted.class);
  }

  @Test
  void aFactWithAKeyIsRecordedOnce() throws Exception {
    var entity = new Entity(EntityId.service("rig", "cart"), "team", 1, false);
    var declared = new CatalogEvent.EntityDeclared(entity);
    assertThat(get(LEDGER.send(standalone(declared, "k"))).answer()).isEqualTo(new Answer.Done());
    assertThat(get(LEDGER.send(standalone(declared, "k"))).answer())
        .isEqualTo(new Answer.Unchanged());
    assertThat(get(LEDGER.send(standalone(declared, ""))).answer()).isEqualTo(new Answer.Done());
  }

  @Test
  void aLongStreamIsReadFromItsSnapshot() throws Exception {
    get(LEDGER.send(bySystem(register("person_f", Role.VIEWER))));
    for (int i = 0; i < 60; i++) {
      LEDGER.sendAll(toggle("person_f")).forEach(CompletableFuture::join);
    }
    try (var other = LEDGER.dataSource().getConnection();
        var select =
            other.prepareStatement(
                "select sequence_number from snapshot where aggregate_id = 'person_f'");
        var row = select.executeQuery()) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(1)).isBetween(100L, 121L);
    }
    assertThat(LEDGER.access(new PrincipalId("person_f")))
        .extracting("roles")
        .isEqualTo(Set.of(Role.VIEWER));
  }

  private static List<Submission> toggle(String id) {
    return List.of(bySystem(grant(id, Role.RESPONDER)), bySystem(revoke(id, Role.RESPONDER)));
  }
}
