package io.countersign.ledger.incident;

import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.ledger.codec.DomainJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The outline of a diagnosis as {@code view_incident_diagnosis} keeps it. */
final class DiagnosisOutline {
  private DiagnosisOutline() {}

  static String write(Diagnosis diagnosis) {
    return DomainJson.write(diagnosis.outline());
  }

  /** Empty also for one of another release's form: the event says the same then. */
  static Optional<Diagnosis> read(@Nullable String kept) {
    try {
      return Optional.ofNullable(kept).map(it -> DomainJson.read(it, Diagnosis.class));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
