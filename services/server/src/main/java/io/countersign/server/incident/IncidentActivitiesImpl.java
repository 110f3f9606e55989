package io.countersign.server.incident;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.ledger.Ledger;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.diagnosis.DiagnosisRun;
import io.countersign.server.planning.Recommending;
import io.countersign.workflows.incident.IncidentActivities;
import io.countersign.workflows.incident.IncidentProgress;
import io.countersign.workflows.incident.IncidentProgress.Phase;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The arms of the incident loop. Each one reads the ledger first; all judging is the decider's. */
public final class IncidentActivitiesImpl implements IncidentActivities {
  private final Ledger ledger;
  private final InstantSource clock;
  private final LoopSettings settings;
  private final DiagnosisRun diagnosing;
  private final Recommending recommending;
  private final IncidentWatch watching;

  IncidentActivitiesImpl(
      Ledger ledger,
      InstantSource clock,
      LoopSettings settings,
      DiagnosisRun diagnosing,
      Recommending recommending,
      IncidentWatch watching) {
    this.ledger = ledger;
    this.clock = clock;
    this.settings = settings;
    this.diagnosing = diagnosing;
    this.recommending = recommending;
    this.watching = watching;
  }

  @Override
  public IncidentProgress progress(String incident) {
    return ledger.incident(new IncidentId(incident)) instanceof Incident.Open open
        ? progress(open)
        : phase(Phase.CLOSED, null);
  }

  private IncidentProgress progress(Incident.Open open) {
    var due = open.dueAt(settings.quiet(), settings.latest());
    if (due.isPresent()) {
      return due.get().isAfter(clock.instant())
          ? phase(Phase.SETTLING, due.get())
          : phase(Phase.DIAGNOSING, null);
    }
    return recommending.isDone(open)
        ? phase(Phase.WATCHING, clock.instant())
        : phase(Phase.RECOMMENDING, null);
  }

  @Override
  public IncidentProgress diagnose(String incident) {
    if (ledger.incident(new IncidentId(incident)) instanceof Incident.Open open
        && open.findings().diagnosed() < open.revision()) {
      diagnosing.diagnose(open, watching.remedied(open));
      return afterDiagnosis(incident);
    }
    return progress(incident);
  }

  /** A fresh diagnosis is always looked at, whatever an earlier one led to. */
  private IncidentProgress afterDiagnosis(String incident) {
    var progress = progress(incident);
    return progress.phase() == Phase.WATCHING ? phase(Phase.RECOMMENDING, null) : progress;
  }

  @Override
  public IncidentProgress recommend(String incident) {
    if (!(ledger.incident(new IncidentId(incident)) instanceof Incident.Open open)) {
      return phase(Phase.CLOSED, null);
    }
    if (open.findings().diagnosed() < open.revision()) {
      return progress(open);
    }
    return recommending.recommend(open) ? watch(incident) : recommendAgain(incident);
  }

  /** The target couldn't be asked: it's looked at meanwhile, and asked again a little later. */
  private IncidentProgress recommendAgain(String incident) {
    var seen = watch(incident);
    return seen.phase() == Phase.CLOSED
        ? seen
        : phase(Phase.SETTLING, clock.instant().plus(Recommending.AGAIN));
  }

  @Override
  public IncidentProgress watch(String incident) {
    if (!(ledger.incident(new IncidentId(incident)) instanceof Incident.Open open)) {
      return phase(Phase.CLOSED, null);
    }
    if (open.findings().diagnosed() < open.revision()) {
      return progress(open);
    }
    return switch (watching.look(open)) {
      case LOOK_AGAIN -> phase(Phase.WATCHING, clock.instant().plus(IncidentWatch.PACE));
      case WAIT -> phase(Phase.WATCHING, clock.instant().plus(IncidentWatch.UNHURRIED));
      case RECOMMEND -> phase(Phase.RECOMMENDING, null);
      case CLOSED -> phase(Phase.CLOSED, null);
    };
  }

  private static IncidentProgress phase(Phase phase, @Nullable Instant due) {
    return new IncidentProgress(phase, due);
  }
}
