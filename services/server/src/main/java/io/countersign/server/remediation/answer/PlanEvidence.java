package io.countersign.server.remediation.answer;

import io.countersign.domain.diagnosis.Cause;
import io.countersign.ledger.incident.IncidentInbox;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The evidence that a plan rests on, one reason a line, the weightiest first. */
public final class PlanEvidence {
  private PlanEvidence() {}

  /** Of the diagnosis that the plan rests on, or else of the last. */
  public static List<String> of(IncidentInbox.Detail incident, int diagnosis) {
    var made = incident.diagnoses().stream().map(IncidentInbox.Diagnosed::diagnosis).toList();
    return made.stream()
        .filter(it -> it.number() == diagnosis)
        .findFirst()
        .or(() -> made.isEmpty() ? Optional.empty() : Optional.of(made.getLast()))
        .flatMap(it -> it.causes().stream().findFirst())
        .map(PlanEvidence::reasons)
        .orElse(List.of());
  }

  private static List<String> reasons(Cause cause) {
    return cause.reasons().stream()
        .sorted(Comparator.comparingInt(Cause.Reason::points).reversed())
        .map(it -> it.text() + " (" + it.points() + ")")
        .toList();
  }
}
