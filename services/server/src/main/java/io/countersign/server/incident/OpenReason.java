package io.countersign.server.incident;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.course.IncidentCourse;
import io.countersign.domain.incident.course.IncidentObservations;
import io.countersign.domain.incident.course.IncidentStep;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.incident.IncidentCourseReader;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The reason why an incident is still open: what its course waits for now, asking no telemetry. */
@Component
final class OpenReason {
  private final Ledger ledger;
  private final IncidentCourseReader reader;
  private final IncidentCourse course;
  private final InstantSource clock;

  OpenReason(
      Ledger ledger, IncidentCourseReader reader, IncidentCourse course, InstantSource clock) {
    this.ledger = ledger;
    this.reader = reader;
    this.course = course;
    this.clock = clock;
  }

  /** Empty for one that is closed. */
  Optional<String> of(String incident) {
    return ledger.incident(new IncidentId(incident)) instanceof Incident.Open open
        ? Optional.of(of(open))
        : Optional.empty();
  }

  private String of(Incident.Open open) {
    var facts = reader.facts(open.id());
    var step = course.watch(open, facts, IncidentObservations.NONE, clock.instant());
    return switch (step) {
      case IncidentStep.Measure it -> it.reason() + "; it closes when its probes hold";
      case IncidentStep.Examine it -> it.reason() + "; telemetry is looked at again";
      case IncidentStep.Turn it -> it.reason();
      case IncidentStep.Act it -> it.reason();
    };
  }
}
