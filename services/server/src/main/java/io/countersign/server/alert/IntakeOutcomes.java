package io.countersign.server.alert;

import io.countersign.domain.Event;
import io.countersign.domain.alert.AlertEvent;
import io.countersign.domain.alert.AlertEvent.Resolved;
import io.countersign.domain.alert.AlertOutcome;
import io.countersign.ledger.Receipt;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The numbers of a delivery's alerts by what they came to. One that ends an episode and begins
 * another, or begins and ends one, counts as both.
 */
record IntakeOutcomes(int raised, int repeated, int resolved, int suppressed) {
  static IntakeOutcomes of(List<Receipt> receipts) {
    var all = receipts.stream().flatMap(it -> outcomes(it.events())).toList();
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

  /** What told nothing new was a repeat; one alert may end an episode and begin another. */
  private static Stream<AlertOutcome> outcomes(List<Event> events) {
    if (events.isEmpty()) {
      return Stream.of(AlertOutcome.REPEATED);
    }
    boolean heldBack = events.stream().anyMatch(AlertEvent.HeldBack.class::isInstance);
    return events.stream()
        .filter(it -> !(heldBack && it instanceof AlertEvent.Raised)) // it waits
        .flatMap(IntakeOutcomes::outcomes);
  }

  private static Stream<AlertOutcome> outcomes(Event event) {
    return switch (event) {
      case AlertEvent.HeldBack _, AlertEvent.Suppressed _ -> Stream.of(AlertOutcome.SUPPRESSED);
      case AlertEvent.Raised _ -> Stream.of(AlertOutcome.RAISED);
      case AlertEvent.Resolved e when e.reason() == Resolved.Reason.BEGAN_ANEW ->
          Stream.of(AlertOutcome.RESOLVED, AlertOutcome.RAISED); // by the next command (ADR 30)
      case AlertEvent.Resolved _ -> Stream.of(AlertOutcome.RESOLVED);
      default -> Stream.of(AlertOutcome.REPEATED);
    };
  }
}
