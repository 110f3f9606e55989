package io.countersign.server.alert;

import io.countersign.domain.Event;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertOutcome;
import io.countersign.ledger.Receipt;
import java.util.List;
import java.util.Map;

/** The numbers of a delivery's alerts by what they came to. */
record IntakeOutcomes(int raised, int repeated, int resolved, int suppressed) {
  static IntakeOutcomes of(List<Receipt> receipts) {
    var all = receipts.stream().map(IntakeOutcomes::outcome).toList();
    return new IntakeOutcomes(
        count(all, AlertOutcome.RAISED),
        count(all, AlertOutcome.REPEATED),
        count(all, AlertOutcome.RESOLVED),
        count(all, AlertOutcome.SUPPRESSED));
  }

  /** Under the names that the metrics have. */
  Map<String, Integer> counts() {
    return Map.of(
        "raised", raised, "repeated", repeated, "resolved", resolved, "suppressed", suppressed);
  }

  private static int count(List<AlertOutcome> all, AlertOutcome wanted) {
    return (int) all.stream().filter(it -> it == wanted).count();
  }

  /** What told nothing new was a repeat. */
  private static AlertOutcome outcome(Receipt receipt) {
    return receipt.events().stream()
        .findFirst()
        .map(IntakeOutcomes::outcome)
        .orElse(AlertOutcome.REPEATED);
  }

  private static AlertOutcome outcome(Event event) {
    return switch (event) {
      case AlertEvent.HeldBack _ -> AlertOutcome.SUPPRESSED; // the alert.raised beside it waits
      case AlertEvent.Raised _ -> AlertOutcome.RAISED;
      case AlertEvent.Resolved _ -> AlertOutcome.RESOLVED;
      case AlertEvent.Suppressed _ -> AlertOutcome.SUPPRESSED;
      default -> AlertOutcome.REPEATED;
    };
  }
}
