package io.countersign.server.incident;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand.RecordProgress;
import io.countersign.domain.incident.IncidentWork;
import io.countersign.domain.incident.course.IncidentCourse;
import io.countersign.domain.incident.course.IncidentCourseFacts;
import io.countersign.domain.incident.course.IncidentStep.Over;
import io.countersign.domain.incident.course.IncidentStep.Turn;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.UnavailableException;
import io.countersign.server.temporal.SystemCommands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The recorder of work about incidents that fails, so that nobody waits in silence: the incident
 * says what fails and when it's tried again, and in the end a person is called.
 */
@Component
public final class FailedWorkRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(FailedWorkRecorder.class);
  private static final int LONGEST = 300;

  private final Ledger ledger;
  private final IncidentCourse course;
  private final IncidentWatcher watcher;
  private final SystemCommands commands;

  FailedWorkRecorder(
      Ledger ledger, IncidentCourse course, IncidentWatcher watcher, SystemCommands commands) {
    this.ledger = ledger;
    this.course = course;
    this.watcher = watcher;
    this.commands = commands;
  }

  /**
   * Of an attempt that threw.
   *
   * @return what comes next
   * @throws RuntimeException the same, where the record can't be reached or the server stops: then
   *     the loop's engine tries again
   */
  public Turn threw(IncidentId incident, IncidentWork work, RuntimeException thrown) {
    if (passing(thrown)) {
      throw thrown;
    }
    LOG.warn("{} of incident {} failed", work, incident.value(), thrown);
    return failed(incident, work, text(thrown), true);
  }

  /**
   * Of one that was answered by a failure.
   *
   * @param lasting whether waiting can't help, since the reason is with us
   */
  public Turn failed(IncidentId incident, IncidentWork work, String reason, boolean lasting) {
    return ledger.incident(incident) instanceof Incident.Open open
        ? watcher.perform(
            open,
            IncidentCourseFacts.NONE,
            course.afterFailure(open, work, reason, lasting, commands.now()))
        : new Over("the incident is closed");
  }

  /** Of one that wasn't, if others before it were. */
  public void succeeded(IncidentId incident, IncidentWork work) {
    if (ledger.incident(incident) instanceof Incident.Open open
        && open.failures().containsKey(work)) {
      var _ = commands.send(new RecordProgress(incident, work), incident.value());
    }
  }

  private static boolean passing(Throwable thrown) {
    return Thread.currentThread().isInterrupted()
        || thrown instanceof UnavailableException
        || thrown instanceof InterruptedException
        || (thrown.getCause() != null && passing(thrown.getCause()));
  }

  private static String text(RuntimeException thrown) {
    var text = thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    var plain = text.replaceAll("\\p{Cntrl}+", " ").replaceAll("\\p{Cs}", "?");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }
}
