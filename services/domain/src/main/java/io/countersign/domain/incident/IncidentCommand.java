package io.countersign.domain.incident;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Command;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.diagnosis.Diagnosis;
import io.countersign.domain.diagnosis.ProbeReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command about one incident. */
public sealed interface IncidentCommand extends Command {
  IncidentId incident();

  @Override
  default String target() {
    return incident().value();
  }

  record OpenIncident(IncidentId incident, IncidentAlert first, String title)
      implements IncidentCommand {}

  record AttachAlert(IncidentId incident, IncidentAlert alert, AlertTie tie)
      implements IncidentCommand {}

  /** {@code incident} goes into the older incident {@code into}. */
  record MergeIncident(IncidentId incident, IncidentId into, AlertTie tie)
      implements IncidentCommand {}

  /**
   * @param revision the number of alerts that the evidence was gathered for
   * @param questions how many were asked of the sources
   * @param claims every question with its answer's digest, as JSON beside the record: too large for
   *     it
   * @param gaps sources that did not answer, and why
   */
  record RecordEvidence(
      IncidentId incident, int revision, int questions, BlobRef claims, List<String> gaps)
      implements IncidentCommand {
    public RecordEvidence {
      gaps = gaps.stream().map(TextRedaction::text).toList();
    }
  }

  record MakeDiagnosis(IncidentId incident, Diagnosis diagnosis) implements IncidentCommand {}

  /** Nothing fits, or a remedy failed: a person takes over. */
  record EscalateIncident(IncidentId incident, int diagnosis, String reason)
      implements IncidentCommand {
    public EscalateIncident {
      reason = TextRedaction.text(reason);
    }
  }

  /**
   * @param nextAt when the work is tried again; null when it isn't
   */
  record RecordFailure(
      IncidentId incident, IncidentWork work, String reason, @Nullable Instant nextAt)
      implements IncidentCommand {}

  /** What failed before was done, or isn't needed any more. */
  record RecordProgress(IncidentId incident, IncidentWork work) implements IncidentCommand {}

  record AcknowledgeIncident(IncidentId incident) implements IncidentCommand {}

  record AssignIncident(IncidentId incident, PrincipalId assignee) implements IncidentCommand {}

  record SetPriority(IncidentId incident, Priority priority) implements IncidentCommand {}

  /** Somebody takes command of it, or it's given to them; who had it doesn't any more. */
  record AssignCommander(IncidentId incident, PrincipalId commander) implements IncidentCommand {}

  /** Who commands it does so no longer, and nobody else does. */
  record StandDownCommander(IncidentId incident) implements IncidentCommand {}

  /**
   * @param note the text, kept beside the record
   */
  record AddNote(IncidentId incident, BlobRef note) implements IncidentCommand {}

  /** After a remediation was verified; the decider looks its outcome up. */
  record ResolveRemedied(IncidentId incident, String remediation) implements IncidentCommand {}

  /**
   * The fault went by itself: alerts resolved, probes held for the stability time.
   *
   * @param quiet where there is no probe: the alerts stayed resolved for so long
   */
  record RecoverIncident(
      IncidentId incident, List<ProbeReading> readings, @Nullable QuietPeriod quiet)
      implements IncidentCommand {
    public RecoverIncident {
      readings = List.copyOf(readings);
    }
  }

  /** A commander closes it unverified and signs for it. */
  record ResolveByOverride(IncidentId incident, String reason) implements IncidentCommand {
    public ResolveByOverride {
      reason = TextRedaction.text(reason);
    }
  }

  record ReopenIncident(IncidentId incident, String reason) implements IncidentCommand {
    public ReopenIncident {
      reason = TextRedaction.text(reason);
    }
  }

  /**
   * @param review the post-incident review, kept beside the record
   */
  record ReviewIncident(IncidentId incident, BlobRef review) implements IncidentCommand {}
}
