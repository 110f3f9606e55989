package io.countersign.ledger.incident;

import static io.countersign.domain.testing.IncidentFixtures.diagnosis;
import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CHECKOUT;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.FORBIDDEN;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.back;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.step;
import static io.countersign.ledger.testing.Commands.AT;
import static io.countersign.ledger.testing.Commands.by;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.openRemediedIncident;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.Role;
import io.countersign.domain.alert.AlertCommand.ObserveAlert;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.MakeDiagnosis;
import io.countersign.domain.incident.course.IncidentRemedy;
import io.countersign.domain.incident.course.IncidentRemedy.End;
import io.countersign.domain.incident.course.RemedyPhase;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteRemediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteRollback;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RecordVerification;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.RequestStop;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartRollback;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn.Reason;
import io.countersign.domain.remediation.RemediationId;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Submission;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.ledger.testing.PromotedRunbooks;
import io.countersign.ledger.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an incident knows of its remedies, as they go on and after an upgrade. */
class IncidentRemedyTest {
  private static final Plan PLAN = plan(List.of(step(1, "rollback", "1.5.0")), back());
  private static final Plan FOR_GOOD = plan(List.of(step(1, "rollback", "1.5.0")), List.of());

  private final TestDatabase database = TestDatabase.create();
  private final Ledger ledger = database.openWithoutCorrelation();
  private final IncidentCourseReader reader = new IncidentCourseReader(ledger.transactions());

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void everyRemedyIsKnownInTheIncidentsWords() throws Exception {
    tellThemAll();
    assertThat(reader.remedies(INCIDENT).remedies().reversed())
        .containsExactly(
            remedy(1, RemedyPhase.DENIED, "too risky"),
            remedy(2, RemedyPhase.FORBIDDEN, "not here"),
            remedy(3, RemedyPhase.DRIFTED, "1.4.2 runs"),
            remedy(4, RemedyPhase.NOT_NEEDED, "it's gone"),
            remedy(5, RemedyPhase.SUPERSEDED, "another plan"),
            remedy(6, RemedyPhase.VERIFIED, ""),
            refuted(remedy(7, RemedyPhase.ROLLED_BACK, "")),
            refuted(remedy(8, FOR_GOOD, RemedyPhase.ABANDONED, "it didn't help")),
            stopped(remedy(9, RemedyPhase.RUNNING, null)),
            remedy(10, RemedyPhase.WAITING, null));
  }

  @Test
  void anUpgradeTakesOverWhatTheRecordSays() throws Exception {
    tellThemAll();
    send(bySystem(new MakeDiagnosis(INCIDENT, diagnosis(1, 1))));
    var before = reader.remedies(INCIDENT).remedies();
    assertThat(diagnosedAt()).isEqualTo(AT);
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("delete from incident_remedy");
      statement.execute("update incident_fact set diagnosed_at = null");
      statement.execute(takeover("V0115__incident_remedy.sql", "insert into"));
    }
    assertThat(reader.remedies(INCIDENT).remedies()).isEqualTo(before);
    assertThat(diagnosedAt()).isEqualTo(AT);
  }

  @Test
  void anUpgradeTakesOverHowRunbooksWent() throws Exception {
    tellThemAll();
    var before = uses();
    assertThat(before).hasSize(10).anyMatch(it -> it.endsWith("t, t, f"));
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("delete from runbook_use");
      statement.execute(takeover("V0210__autonomy.sql", "with said as"));
    }
    assertThat(uses()).isEqualTo(before);
  }

  @Test
  void anUpgradeTakesOverHowLongStepsTook() throws Exception {
    tellThemAll();
    var before = durations();
    assertThat(before).isNotEmpty();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("delete from step_duration");
      statement.execute(takeover("V0232__step_duration.sql", "with said as"));
    }
    assertThat(durations()).isEqualTo(before);
  }

  private List<String> durations() {
    return ledger
        .transactions()
        .call(
            sql ->
                sql.list(
                    """
                    select concat_ws(', ', remediation, step, content, began_at, ended_at) as took
                    from step_duration order by remediation, step\
                    """,
                    row -> row.text("took")));
  }

  /** Each with whether it began, was verified, and failed. */
  private List<String> uses() {
    return ledger
        .transactions()
        .call(
            sql ->
                sql.list(
                    """
                    select concat_ws(', ', remediation, runbook, content, environment,
                      begun_at is not null, verified_at is not null, failed_at is not null) as went
                    from runbook_use order by remediation\
                    """,
                    row -> row.text("went")));
  }

  private Instant diagnosedAt() {
    return reader.facts(INCIDENT).diagnosedAt();
  }

  @Test
  void onlyItsOwnAlertsThatFireNowCount() throws Exception {
    send(openRemediedIncident());
    assertThat(reader.facts(INCIDENT).firing()).as("never seen").isFalse();
    send(observed("own", null), observed("other", null));
    assertThat(reader.facts(INCIDENT).firing()).as("not its own").isFalse();
    var own = AlertId.of("alertmanager", "own", AT);
    var alert = new IncidentAlert(own, CHECKOUT, "Slow", Severity.CRITICAL, "errors", AT);
    send(bySystem(new AttachAlert(INCIDENT, alert, new AlertTie("same", 90, "it's the same"))));
    assertThat(reader.facts(INCIDENT).firing()).isTrue();
    send(observed("own", AT.plusSeconds(60)));
    assertThat(reader.facts(INCIDENT).firing()).as("only another one's").isFalse();
    assertThat(reader.facts(INCIDENT).remedies().remedies()).isEmpty();
  }

  private static Submission observed(String fingerprint, @Nullable Instant endsAt) {
    return bySystem(
        new ObserveAlert(
            "alertmanager",
            fingerprint,
            "HighErrorRate",
            Severity.CRITICAL,
            CHECKOUT,
            "errors",
            endsAt == null,
            AT,
            endsAt,
            Map.of(),
            null));
  }

  /** Ten remedies, one for each way to stand or to end. */
  private void tellThemAll() throws Exception {
    LawOnRecord.begin(ledger);
    send(openRemediedIncident(), bySystem(register("p_alice", Role.APPROVER)));
    propose(1, PLAN, needsApproval(1));
    send(
        bySystem(new RequestApproval(id(1))),
        by("p_alice", new Deny(id(1), PLAN.digest(), "too \0risky")));
    propose(2, PLAN, FORBIDDEN);
    withdraw(3, Reason.DRIFTED, "1.4.2 runs");
    withdraw(4, Reason.NO_LONGER_NEEDED, "it's gone");
    withdraw(5, Reason.SUPERSEDED, "another plan");
    verify(6, PLAN, true);
    send(bySystem(new CompleteRemediation(id(6), 3)));
    verify(7, PLAN, false);
    send(
        bySystem(new StartRollback(id(7), 3, "it didn't \0help")),
        start(7, PLAN, true, 4, GOOD),
        bySystem(new CompleteStep(id(7), 5, 1, 1, true, BAD, null)),
        bySystem(new CompleteRollback(id(7), 6, List.of(BAD))),
        bySystem(new CompleteRemediation(id(7), 7)));
    verify(8, FOR_GOOD, false);
    send(bySystem(new AbandonRemediation(id(8), 3, "it didn't help", Map.of())));
    propose(9, PLAN, ALLOWED);
    send(execute(9, PLAN), bySystem(new RequestStop(id(9), "wait")));
    propose(10, PLAN, needsApproval(1));
  }

  private void propose(int ordinal, Plan plan, PolicyDecision policy) throws Exception {
    PromotedRunbooks.promote(ledger, plan); // the failure of the one before ended it
    send(
        bySystem(new ProposeRemediation(id(ordinal), ordinal, plan)),
        bySystem(new RecordPolicy(id(ordinal), policy)));
  }

  private void withdraw(int ordinal, Reason reason, String because) throws Exception {
    propose(ordinal, PLAN, ALLOWED);
    send(bySystem(new WithdrawRemediation(id(ordinal), reason, because)));
  }

  private void verify(int ordinal, Plan plan, boolean passed) throws Exception {
    propose(ordinal, plan, ALLOWED);
    send(
        execute(ordinal, plan),
        start(ordinal, plan, false, 0, BAD),
        bySystem(new CompleteStep(id(ordinal), 1, 1, 1, false, GOOD, null)),
        bySystem(new RecordVerification(id(ordinal), 2, passed, readings(passed, true))));
  }

  private static Submission execute(int ordinal, Plan plan) {
    return bySystem(
        new StartExecution(
            id(ordinal), plan.digest(), List.of(BAD), readings(false, true), ALLOWED, CLOCKS));
  }

  private static Submission start(
      int ordinal, Plan plan, boolean rollback, int epoch, TargetState observed) {
    var key = StepAttempt.key(id(ordinal), rollback, 1, 1);
    return bySystem(
        new StartStep(
            id(ordinal),
            1,
            epoch,
            key,
            plan.digest(),
            new ObservedTarget(observed, null),
            ALLOWED,
            CLOCKS,
            false));
  }

  private static RemediationId id(int ordinal) {
    return new RemediationId(String.format(Locale.ROOT, "rem_%016x", ordinal));
  }

  private static IncidentRemedy remedy(int ordinal, RemedyPhase phase, String because) {
    return remedy(ordinal, PLAN, phase, because);
  }

  private static IncidentRemedy remedy(int ordinal, Plan plan, RemedyPhase phase, String because) {
    return new IncidentRemedy(
        id(ordinal).value(),
        ordinal,
        new IncidentRemedy.Terms(
            Set.of(CHECKOUT), Duration.ofSeconds(15), !plan.rollback().isEmpty()),
        phase,
        false,
        false,
        because == null ? null : new End(AT, because));
  }

  private static IncidentRemedy refuted(IncidentRemedy it) {
    return new IncidentRemedy(
        it.remediation(), it.diagnosis(), it.terms(), it.phase(), false, true, it.end());
  }

  private static IncidentRemedy stopped(IncidentRemedy it) {
    return new IncidentRemedy(
        it.remediation(), it.diagnosis(), it.terms(), it.phase(), true, false, it.end());
  }

  /** In one batch, each of them done. */
  private void send(Submission... submissions) throws Exception {
    for (var receipt : ledger.sendAll(List.of(submissions))) {
      assertThat(receipt.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS).answer())
          .isInstanceOf(Answer.Done.class);
    }
  }

  /** What the migration does after it has made the tables. */
  private static String takeover(String migration, String from) throws IOException {
    try (var file = Ledger.class.getResourceAsStream("/db/migration/" + migration)) {
      var sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return sql.substring(sql.indexOf(from));
    }
  }
}
