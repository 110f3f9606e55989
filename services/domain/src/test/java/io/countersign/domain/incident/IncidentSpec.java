package io.countersign.domain.incident;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.IncidentFixtures;
import java.time.Instant;

/** The incident decider as a specification. */
final class IncidentSpec {
  static final DeciderSpec<Incident, IncidentEvent, IncidentCommand> INCIDENTS =
      DeciderSpec.of(Incident.initial(), Incident::evolve, IncidentDecider::decide);

  private IncidentSpec() {}

  static IncidentEvent.AttemptRefused refused(
      RefusalCode code, PrincipalId by, String command, Instant at) {
    return new IncidentEvent.AttemptRefused(IncidentFixtures.INCIDENT, code, by, command, at);
  }
}
