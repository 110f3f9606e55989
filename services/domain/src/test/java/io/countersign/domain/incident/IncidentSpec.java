package io.countersign.domain.incident;

import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Contexts.after;
import static io.countersign.domain.testing.IncidentFixtures.ERRORS;
import static io.countersign.domain.testing.IncidentFixtures.INCIDENT;
import static io.countersign.domain.testing.IncidentFixtures.LATENCY;
import static io.countersign.domain.testing.IncidentFixtures.OLDER;
import static io.countersign.domain.testing.IncidentFixtures.TIE;
import static io.countersign.domain.testing.IncidentFixtures.diagnosis;
import static io.countersign.domain.testing.IncidentFixtures.reading;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.incident.IncidentEvent.AlertAttached;
import io.countersign.domain.incident.IncidentEvent.DiagnosisMade;
import io.countersign.domain.incident.IncidentEvent.Opened;
import io.countersign.domain.incident.IncidentEvent.Recovered;
import io.countersign.domain.testing.DeciderSpec;
import io.countersign.domain.testing.KnownFacts;
import java.time.Instant;
import java.util.List;

/** The incident decider as a specification. */
final class IncidentSpec {
  static final DeciderSpec<Incident, IncidentEvent, IncidentCommand> INCIDENTS =
      DeciderSpec.of(Incident.initial(), Incident::evolve, IncidentDecider::decide);

  static final Opened OPENED = new Opened(INCIDENT, ERRORS, "shop fails", T0);
  static final AlertAttached GROWN = new AlertAttached(INCIDENT, LATENCY, TIE, after(3));
  static final DiagnosisMade DIAGNOSED = new DiagnosisMade(INCIDENT, diagnosis(1, 1));
  static final Recovered RECOVERED = new Recovered(INCIDENT, List.of(reading(true)), null);

  private IncidentSpec() {}

  static IncidentEvent.AttemptRefused refused(
      RefusalCode code, PrincipalId by, String command, Instant at) {
    return new IncidentEvent.AttemptRefused(INCIDENT, code, by, command, at);
  }

  /** A responder, a commander, a reader and an agent; an older incident is open. */
  static KnownFacts people() {
    return KnownFacts.nothing()
        .person("pat", Role.RESPONDER)
        .person("chief", Role.COMMANDER)
        .person("reader", Role.VIEWER)
        .agent("model", Role.VIEWER)
        .incidentOpen(OLDER);
  }

  static DeciderSpec<Incident, IncidentEvent, IncidentCommand>.Given open() {
    return INCIDENTS.given(OPENED);
  }

  static DeciderSpec<Incident, IncidentEvent, IncidentCommand>.Given closed() {
    return INCIDENTS.given(OPENED, RECOVERED);
  }
}
