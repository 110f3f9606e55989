package io.countersign.server.planning;

import io.countersign.domain.diagnosis.Probe;
import io.countersign.domain.diagnosis.VerifiedRemedies;
import io.countersign.domain.planning.FailedRemedy;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.ledger.remediation.Remediations.Row;
import io.countersign.ledger.remediation.Remediations.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The remedies of one incident so far.
 *
 * @param rows its remediations, newest first
 * @param diagnosedAt when the latest diagnosis was made; before everything if there's none
 */
public record RemedyAttempts(List<Row> rows, Instant diagnosedAt) {

  public Optional<Row> latest() {
    return rows.stream().findFirst();
  }

  /** Whether a remedy didn't help, and left things as they were or can't be undone by design. */
  public static boolean inVain(Row row) {
    return switch (row.state()) {
      case ROLLED_BACK -> row.stopRequestedBy() == null;
      case ABANDONED ->
          row.stopRequestedBy() == null
              && row.plan().rollback().isEmpty()
              && row.verification() != null
              && !row.verification().passed();
      case PROPOSED,
          AWAITING_APPROVAL,
          APPROVED,
          EXECUTING,
          VERIFYING,
          ROLLING_BACK,
          COMPLETED,
          EXPIRED,
          DENIED,
          WITHDRAWN ->
          false;
    };
  }

  boolean anyInVain() {
    return rows.stream().anyMatch(RemedyAttempts::inVain);
  }

  /** What isn't to be proposed again. */
  List<FailedRemedy> tried() {
    return rows.stream().flatMap(row -> tried(row).stream()).toList();
  }

  private static Optional<FailedRemedy> tried(Row row) {
    return switch (row.state()) {
      case ROLLED_BACK, ABANDONED -> {
        var after = row.verification();
        yield Optional.of(
            FailedRemedy.inVain(row.plan(), after == null ? List.of() : after.readings()));
      }
      case DENIED, EXPIRED ->
          Optional.of(
              FailedRemedy.turnedDown(row.plan(), row.state().name().toLowerCase(Locale.ROOT)));
      case WITHDRAWN ->
          row.withdrawal() == Withdrawn.Reason.POLICY_FORBIDS
              ? Optional.of(FailedRemedy.turnedDown(row.plan(), "forbidden by policy"))
              : Optional.empty();
      case PROPOSED, AWAITING_APPROVAL, APPROVED, EXECUTING, VERIFYING, ROLLING_BACK, COMPLETED ->
          Optional.empty();
    };
  }

  public VerifiedRemedies remedied() {
    var verified = rows.stream().filter(row -> row.state() == State.COMPLETED).toList();
    var targets =
        verified.stream()
            .flatMap(row -> row.plan().targets().stream())
            .map(TargetState::target)
            .collect(Collectors.toSet());
    var since = verified.stream().flatMap(row -> heldFrom(row).stream()).max(Instant::compareTo);
    return new VerifiedRemedies(targets, since.orElse(Instant.EPOCH));
  }

  /** Its probes held for their stability time before it was closed. */
  private static Optional<Instant> heldFrom(Row row) {
    int stable = row.plan().probes().stream().mapToInt(Probe::stabilitySeconds).max().orElse(0);
    return Optional.ofNullable(row.closedAt()).map(at -> at.minusSeconds(stable));
  }

  /** Whether the latest diagnosis knows how a remediation ended. */
  public boolean diagnosedSince(Row row) {
    return row.closedAt() != null && diagnosedAt.isAfter(row.closedAt());
  }
}
