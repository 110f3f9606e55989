package io.countersign.domain.incident.course;

import io.countersign.domain.diagnosis.VerifiedRemedies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The remedies of an incident so far.
 *
 * @param remedies newest first
 */
public record RemedyHistory(List<IncidentRemedy> remedies) {
  public static final RemedyHistory NONE = new RemedyHistory(List.of());

  public RemedyHistory {
    remedies = List.copyOf(remedies);
  }

  public Optional<IncidentRemedy> latest() {
    return remedies.stream().findFirst();
  }

  /** Whether a remedy answers the diagnosis of this number. */
  boolean answers(int diagnosis) {
    return remedies.stream().anyMatch(remedy -> remedy.diagnosis() == diagnosis);
  }

  public boolean anyInVain() {
    return remedies.stream().anyMatch(IncidentRemedy::inVain);
  }

  /** What verified ones acted upon. */
  public VerifiedRemedies remedied() {
    var verified =
        remedies.stream().filter(remedy -> remedy.phase() == RemedyPhase.VERIFIED).toList();
    var targets =
        verified.stream()
            .flatMap(remedy -> remedy.terms().targets().stream())
            .collect(Collectors.toSet());
    var since = verified.stream().flatMap(it -> it.heldSince().stream()).max(Instant::compareTo);
    return new VerifiedRemedies(targets, since.orElse(Instant.EPOCH));
  }
}
