package io.countersign.domain.incident.course;

import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.QuietPeriod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next thing to do about an incident, with its reason. */
public sealed interface IncidentStep {
  String reason();

  /** The end of a turn: what the incident's loop waits for or has done next. */
  sealed interface Turn extends IncidentStep {}

  /** More alerts may join, or a target may answer later. */
  record Settle(Instant until, String reason) implements Turn {}

  /** Gather evidence for the alerts there are, and record the diagnosis. */
  record Diagnose(ExaminationScope scope, String reason) implements Turn {}

  /** Look for a remedy of what the last diagnosis blames. */
  record Recommend(String reason) implements Turn {}

  /** Look whether it may be closed. */
  record Watch(String reason) implements Turn {}

  /** Look again then. */
  record Wait(Instant until, String reason) implements Turn {}

  /** It's closed. */
  record Over(String reason) implements Turn {}

  /** A question to telemetry: its answer decides how this turn goes on. */
  sealed interface Question extends IncidentStep {}

  /** Look at telemetry again, without recording it yet. */
  record Examine(ExaminationScope scope, String reason) implements Question {}

  /**
   * Measure the probes of its entities.
   *
   * @param remediation whose plan's own probes are measured as well; null for none
   */
  record Measure(@Nullable String remediation, String reason) implements Question {}

  /** A command: what comes of it is recorded. */
  sealed interface Act extends IncidentStep {
    /** How the turn goes on; after a closing only if that was refused. */
    IncidentStep then();
  }

  /** What was just seen becomes the last diagnosis. */
  record AdoptExamination(String reason, IncidentStep then) implements Act {}

  /** The remedy isn't needed any more. */
  record Withdraw(String remediation, String reason, IncidentStep then) implements Act {}

  /**
   * A person takes over.
   *
   * @param diagnosis the number of the last one
   */
  record Escalate(int diagnosis, String reason, IncidentStep then) implements Act {}

  /**
   * Some work failed.
   *
   * @param nextAt when it's tried again; null when it isn't
   */
  record NoteFailure(IncidentWork work, String reason, @Nullable Instant nextAt, IncidentStep then)
      implements Act {}

  /** What failed before was done. */
  record NoteProgress(IncidentWork work, String reason, IncidentStep then) implements Act {}

  /** An act after which the incident is closed, unless it's refused. */
  sealed interface Closing extends Act {}

  /** A verified remedy closes it. */
  record Resolve(String remediation, String reason, IncidentStep then) implements Closing {}

  /** It went by itself. */
  record Recover(
      List<ProbeReading> readings, @Nullable QuietPeriod quiet, String reason, IncidentStep then)
      implements Closing {
    public Recover {
      readings = List.copyOf(readings);
    }
  }
}
