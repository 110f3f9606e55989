package io.countersign.ledger.planning;

import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Completed.Outcome;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.View;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.view.StatementBatch;
import java.util.List;

/** Writes {@code runbook_record}: each event counts once, whatever batch it comes in. */
final class RunbookRecordsProjection implements View {
  private static final String KNOWN =
      """
      insert into runbook_record_remediation (remediation_id, runbook) values (?, ?)
      on conflict do nothing\
      """;
  private static final String FIRST =
      """
      insert into runbook_record
        (runbook, proposed, approved, denied, verified, failed, rolled_back)
      values (?, 0, 0, 0, 0, 0, 0) on conflict do nothing\
      """;
  private static final String PROPOSED = count("proposed");
  private static final String APPROVED = count("approved");
  private static final String DENIED = count("denied");
  private static final String VERIFIED = count("verified");
  private static final String FAILED = count("failed");
  private static final String ROLLED_BACK = count("rolled_back");
  private static final String USED =
      """
      update runbook_record r set last_used = greatest(r.last_used, ?::timestamptz)
      from runbook_record_remediation m where m.remediation_id = ? and m.runbook = r.runbook\
      """;

  private static String count(String column) {
    return "update runbook_record r set %s = r.%s + 1".formatted(column, column)
        + " from runbook_record_remediation m"
        + " where m.remediation_id = ? and m.runbook = r.runbook";
  }

  @Override
  public String name() {
    return "runbooks";
  }

  @Override
  public List<String> tables() {
    return List.of("runbook_record", "runbook_record_remediation");
  }

  @Override
  public void apply(List<RecordedEvent> batch, SqlConnection sql) {
    var writes =
        new StatementBatch(
            KNOWN, FIRST, PROPOSED, APPROVED, DENIED, VERIFIED, FAILED, ROLLED_BACK, USED);
    for (var recorded : batch) {
      if (recorded.event() instanceof RemediationEvent event) {
        add(event, recorded, writes);
      }
    }
    writes.send(sql);
  }

  private static void add(RemediationEvent event, RecordedEvent recorded, StatementBatch writes) {
    var id = event.remediation();
    switch (event) {
      case RemediationEvent.Proposed e -> {
        writes.add(KNOWN, id, e.plan().runbook());
        writes.add(FIRST, e.plan().runbook());
        writes.add(PROPOSED, id);
      }
      case RemediationEvent.Approved _ -> writes.add(APPROVED, id);
      case RemediationEvent.ApprovalDenied _ -> writes.add(DENIED, id);
      case RemediationEvent.ExecutionStarted _ -> writes.add(USED, recorded.at(), id);
      case RemediationEvent.VerificationPassed _ -> writes.add(VERIFIED, id);
      case RemediationEvent.VerificationFailed _ -> writes.add(FAILED, id);
      case RemediationEvent.StepFailed e -> {
        if (!e.again() && !e.rollback()) {
          writes.add(FAILED, id);
        }
      }
      case RemediationEvent.Completed e -> {
        if (e.outcome() == Outcome.ROLLED_BACK) {
          writes.add(ROLLED_BACK, id);
        }
      }
      case RemediationEvent.PolicyEvaluated _,
          RemediationEvent.ApprovalRequested _,
          RemediationEvent.ApprovalExtended _,
          RemediationEvent.QuorumImpossible _,
          RemediationEvent.QuorumPossible _,
          RemediationEvent.ApprovalReminded _,
          RemediationEvent.ApprovalEscalated _,
          RemediationEvent.ApprovalGranted _,
          RemediationEvent.ApprovalRevoked _,
          RemediationEvent.QuorumShortened _,
          RemediationEvent.ShorteningReviewed _,
          RemediationEvent.Expired _,
          RemediationEvent.Withdrawn _,
          RemediationEvent.StepStarted _,
          RemediationEvent.StepCompleted _,
          RemediationEvent.StopRequested _,
          RemediationEvent.RollbackStarted _,
          RemediationEvent.RolledBack _,
          RemediationEvent.HeldUp _,
          RemediationEvent.ExecutionCurtailed _,
          RemediationEvent.DoubtSettled _,
          RemediationEvent.AnsweredLate _,
          RemediationEvent.AttemptRefused _ -> {}
    }
  }
}
