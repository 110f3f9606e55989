package io.countersign.domain.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ProbeReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of one incident. When is in the event's metadata. */
public sealed interface IncidentEvent extends Event {
  IncidentId incident();

  /**
   * @param at when it was opened (UTC): settling counts from here
   */
  record Opened(IncidentId incident, IncidentAlert first, String title, Instant at)
      implements IncidentEvent {}

  /**
   * @param at when it joined (UTC)
   */
  record AlertAttached(IncidentId incident, IncidentAlert alert, AlertTie tie, Instant at)
      implements IncidentEvent {}

  record Merged(IncidentId incident, IncidentId into, AlertTie tie) implements IncidentEvent {}

  record EvidenceGathered(
      IncidentId incident, int revision, int questions, BlobRef claims, List<String> gaps)
      implements IncidentEvent {
    public EvidenceGathered {
      gaps = List.copyOf(gaps);
    }
  }

  record DiagnosisMade(IncidentId incident, Diagnosis diagnosis) implements IncidentEvent {}

  record Escalated(IncidentId incident, int diagnosis, String reason) implements IncidentEvent {}

  /** An attempt at some work about it failed; see {@link WorkFailure}. */
  record WorkFailed(IncidentId incident, IncidentWork work, WorkFailure failure)
      implements IncidentEvent {}

  /** What failed before goes on. */
  record WorkResumed(IncidentId incident, IncidentWork work) implements IncidentEvent {}

  record Acknowledged(IncidentId incident, PrincipalId by) implements IncidentEvent {}

  record Assigned(IncidentId incident, PrincipalId assignee) implements IncidentEvent {}

  /** A person said how urgent it is; what alerts measure stays as it is. */
  record PrioritySet(IncidentId incident, Priority priority, PrincipalId by)
      implements IncidentEvent {}

  /**
   * Somebody commands it from here on, until it's closed, another takes over or they stand down.
   *
   * @param by who gave it to them; themselves where they took it
   * @param relieved whose command ends with this; null where nobody's does
   */
  record CommanderAssigned(
      IncidentId incident, PrincipalId commander, PrincipalId by, @Nullable PrincipalId relieved)
      implements IncidentEvent {}

  record CommanderStoodDown(IncidentId incident, PrincipalId commander) implements IncidentEvent {}

  record Noted(IncidentId incident, BlobRef note) implements IncidentEvent {}

  /**
   * @param quiet its ground where nothing can be measured; null where the readings are
   */
  record Recovered(IncidentId incident, List<ProbeReading> readings, @Nullable QuietPeriod quiet)
      implements IncidentEvent {
    public Recovered {
      readings = List.copyOf(readings);
    }
  }

  /**
   * @param how the verified remediation, or a commander's override
   */
  record Resolved(IncidentId incident, Resolution how) implements IncidentEvent {}

  record Reopened(IncidentId incident, String reason) implements IncidentEvent {}

  record Reviewed(IncidentId incident, BlobRef review) implements IncidentEvent {}

  record AttemptRefused(
      IncidentId incident, RefusalCode code, PrincipalId by, String command, Instant at)
      implements IncidentEvent, RefusalEvent {}
}
