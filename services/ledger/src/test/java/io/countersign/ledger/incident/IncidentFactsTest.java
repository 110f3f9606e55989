package io.countersign.ledger.incident;

import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.back;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;
import static io.countersign.domain.testing.Remediations.step;
import static io.countersign.ledger.testing.Commands.by;
import static io.countersign.ledger.testing.Commands.bySystem;
import static io.countersign.ledger.testing.Commands.open;
import static io.countersign.ledger.testing.Commands.openRemediedIncident;
import static io.countersign.ledger.testing.Commands.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.Role;
import io.countersign.domain.alert.AlertId;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand.MergeIncident;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.incident.IncidentCommand.ReopenIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveByOverride;
import io.countersign.domain.incident.IncidentCommand.ResolveRemedied;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.CompleteRemediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RecordVerification;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.Receipt;
import io.countersign.ledger.Submission;
import io.countersign.ledger.remediation.OpenLoops;
import io.countersign.ledger.remediation.OpenLoops.Kind;
import io.countersign.ledger.testing.LawOnRecord;
import io.countersign.ledger.testing.OnAnyPostgres;
import io.countersign.ledger.testing.PromotedRunbooks;
import io.countersign.ledger.testing.Story;
import io.countersign.ledger.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What incidents and remediations know of each other, in one transaction and after it. */
@OnAnyPostgres
class IncidentFactsTest {
  private static final AlertId ALERT = new AlertId("aa".repeat(32));
  private static final IncidentId OTHER = IncidentId.of(ALERT);
  private static final Plan PLAN = plan(List.of(step(1, "rollback", "1.5.0")), back());

  private final TestDatabase database = TestDatabase.create();
  private final Ledger ledger = database.openWithoutCorrelation();

  @BeforeEach
  void begin() {
    LawOnRecord.begin(ledger);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void whatAnswersAClosedIncidentIsNeitherProposedNorApprovedNorRun() throws Exception {
    var approve = new Approve(ID, PLAN.digest(), "looks right");
    var answers =
        answers(
            bySystem(register("p_alice", Role.APPROVER)),
            bySystem(register("p_carol", Role.COMMANDER)),
            bySystem(new ProposeRemediation(ID, 1, PLAN)),
            openRemediedIncident(),
            bySystem(new ProposeRemediation(ID, 1, PLAN)),
            by("p_carol", new ResolveByOverride(INCIDENT, "known and harmless")),
            bySystem(new RecordPolicy(ID, needsApproval(1))),
            by("p_carol", new ReopenIncident(INCIDENT, "it isn't")),
            bySystem(new RecordPolicy(ID, needsApproval(1))),
            by("p_carol", new ResolveByOverride(INCIDENT, "known and harmless")),
            bySystem(new RequestApproval(ID)),
            by("p_carol", new ReopenIncident(INCIDENT, "it isn't")),
            bySystem(new RequestApproval(ID)),
            by("p_carol", new ResolveByOverride(INCIDENT, "known and harmless")),
            by("p_alice", approve),
            by("p_carol", new ReopenIncident(INCIDENT, "it isn't")),
            by("p_alice", approve),
            open(ALERT),
            bySystem(
                new MergeIncident(
                    INCIDENT, OTHER, new AlertTie("same-entity", 90, "both are search"))),
            bySystem(start()));
    assertThat(answers)
        .containsExactly(
            "done",
            "done",
            "INCIDENT_CLOSED",
            "done",
            "done",
            "done",
            "INCIDENT_CLOSED",
            "done",
            "done",
            "done",
            "INCIDENT_CLOSED",
            "done",
            "done",
            "done",
            "INCIDENT_CLOSED",
            "done",
            "done",
            "done",
            "done",
            "INCIDENT_CLOSED");
  }

  @Test
  void recoveryClosesItToo() throws Exception {
    assertThat(
            answers(
                openRemediedIncident(),
                bySystem(new ProposeRemediation(ID, 1, PLAN)),
                bySystem(new RecordPolicy(ID, ALLOWED)),
                bySystem(new RecoverIncident(INCIDENT, List.of(Story.reading("0", true)), null)),
                bySystem(start())))
        .endsWith("done", "INCIDENT_CLOSED");
  }

  @Test
  void onlyTheIncidentsOwnRemediationResolvesIt() throws Exception {
    var key = StepAttempt.key(ID, false, 1, 1);
    PromotedRunbooks.promote(ledger, PLAN);
    assertThat(
            answers(
                openRemediedIncident(),
                open(ALERT),
                bySystem(new ProposeRemediation(ID, 1, PLAN)),
                bySystem(new RecordPolicy(ID, ALLOWED)),
                bySystem(start()),
                bySystem(
                    new StartStep(
                        ID, 1, 0, key, PLAN.digest(), observed(BAD), ALLOWED, CLOCKS, false)),
                bySystem(new CompleteStep(ID, 1, 1, 1, false, GOOD, null)),
                bySystem(new RecordVerification(ID, 2, true, readings(true, true))),
                bySystem(new CompleteRemediation(ID, 3))))
        .containsOnly("done");
    assertThat(
            answers(
                bySystem(new ResolveRemedied(OTHER, ID.value())),
                bySystem(new ResolveRemedied(INCIDENT, "rem_ffffffffffffffff")),
                bySystem(new ResolveRemedied(INCIDENT, ID.value()))))
        .containsExactly("NOT_VERIFIED", "NOT_VERIFIED", "done");
  }

  /** Its loop says it; a turn that ends after the incident was closed says nothing. */
  @Test
  void whatItWaitsForIsKeptAsLongAsItIsOpen() throws Exception {
    var loops = new OpenLoops(ledger.transactions());
    var id = INCIDENT.value();
    answers(bySystem(register("p_carol", Role.COMMANDER)), openRemediedIncident());
    assertThat(loops.waitsFor(Kind.INCIDENT, id)).as("before its first turn").isEmpty();
    loops.waits(Kind.INCIDENT, id, "more alerts may join");
    loops.waits(Kind.INCIDENT, id, "alerts fire");
    assertThat(loops.waitsFor(Kind.INCIDENT, id)).hasValue("alerts fire");
    answers(by("p_carol", new ResolveByOverride(INCIDENT, "known and harmless")));
    loops.waits(Kind.INCIDENT, id, "alerts fire");
    assertThat(loops.waitsFor(Kind.INCIDENT, id)).isEmpty();
    answers(by("p_carol", new ReopenIncident(INCIDENT, "it isn't")));
    assertThat(loops.waitsFor(Kind.INCIDENT, id)).as("as one that was just opened").isEmpty();
  }

  @Test
  void loopsThatAreDueAndDoNotTurnAreCounted() throws Exception {
    var loops = new OpenLoops(ledger.transactions());
    answers(openRemediedIncident());
    var due = loops.dueAt(Kind.INCIDENT, INCIDENT.value()).orElseThrow();
    assertThat(loops.overdue(due.minusMillis(1))).isEqualTo(new OpenLoops.Overdue(0, null));
    assertThat(loops.overdue(due)).isEqualTo(new OpenLoops.Overdue(1, due));
  }

  @Test
  void anUpgradeTakesOverWhatTheRecordSays() throws Exception {
    answers(
        bySystem(register("p_carol", Role.COMMANDER)),
        openRemediedIncident(),
        open(ALERT),
        bySystem(new ProposeRemediation(ID, 1, PLAN)),
        by("p_carol", new ResolveByOverride(OTHER, "known and harmless")));
    var before = facts();
    assertThat(before)
        .containsExactlyInAnyOrder(
            INCIDENT.value() + " true", OTHER.value() + " false", ID.value() + " " + INCIDENT);
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("delete from incident_fact");
      statement.execute("delete from remediation_incident");
      statement.execute(takeover());
    }
    assertThat(facts()).isEqualTo(before);
  }

  /** What the migration does after it has made the tables. */
  private static String takeover() throws IOException {
    try (var migration =
        Ledger.class.getResourceAsStream("/db/migration/V0107__incident_fact.sql")) {
      var sql = new String(migration.readAllBytes(), StandardCharsets.UTF_8);
      return sql.substring(sql.indexOf("insert into"));
    }
  }

  private List<String> facts() throws SQLException {
    try (var connection = database.connect();
        var select =
            connection.prepareStatement(
                "select incident || ' ' || open from incident_fact union all select remediation ||"
                    + " ' ' || incident from remediation_incident order by 1");
        var rows = select.executeQuery()) {
      var facts = new ArrayList<String>();
      while (rows.next()) {
        facts.add(rows.getString(1));
      }
      return facts;
    }
  }

  private static StartExecution start() {
    return new StartExecution(
        ID, PLAN.digest(), List.of(BAD), readings(false, true), ALLOWED, CLOCKS);
  }

  /** In one batch: {@code done}, {@code unchanged}, or the code of the refusal. */
  private List<String> answers(Submission... submissions) throws Exception {
    var receipts = ledger.sendAll(List.of(submissions));
    var answers = new ArrayList<String>();
    for (var receipt : receipts) {
      answers.add(word(receipt.get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS)));
    }
    return answers;
  }

  private static String word(Receipt receipt) {
    return switch (receipt.answer()) {
      case Answer.Done _ -> "done";
      case Answer.Unchanged _ -> "unchanged";
      case Answer.Refused refused -> refused.code().name();
    };
  }
}
