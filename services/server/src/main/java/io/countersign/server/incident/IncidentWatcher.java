package io.countersign.server.incident;

import io.countersign.domain.Answer;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.incident.Incident;
import io.countersign.domain.incident.IncidentCommand;
import io.countersign.domain.incident.IncidentCommand.EscalateIncident;
import io.countersign.domain.incident.IncidentCommand.RecordFailure;
import io.countersign.domain.incident.IncidentCommand.RecordProgress;
import io.countersign.domain.incident.IncidentCommand.RecoverIncident;
import io.countersign.domain.incident.IncidentCommand.ResolveRemedied;
import io.countersign.domain.incident.course.IncidentCourse;
import io.countersign.domain.incident.course.IncidentCourseFacts;
import io.countersign.domain.incident.course.IncidentObservations;
import io.countersign.domain.incident.course.IncidentStep;
import io.countersign.domain.incident.course.IncidentStep.Act;
import io.countersign.domain.incident.course.IncidentStep.AdoptExamination;
import io.countersign.domain.incident.course.IncidentStep.Closing;
import io.countersign.domain.incident.course.IncidentStep.Escalate;
import io.countersign.domain.incident.course.IncidentStep.Examine;
import io.countersign.domain.incident.course.IncidentStep.Measure;
import io.countersign.domain.incident.course.IncidentStep.NoteFailure;
import io.countersign.domain.incident.course.IncidentStep.NoteProgress;
import io.countersign.domain.incident.course.IncidentStep.Over;
import io.countersign.domain.incident.course.IncidentStep.Question;
import io.countersign.domain.incident.course.IncidentStep.Recover;
import io.countersign.domain.incident.course.IncidentStep.Resolve;
import io.countersign.domain.incident.course.IncidentStep.Turn;
import io.countersign.domain.incident.course.IncidentStep.Withdraw;
import io.countersign.server.diagnosis.ProbeMeasurement;
import io.countersign.server.diagnosis.RecoveryMeasurement;
import io.countersign.server.incident.IncidentExaminer.Examination;
import io.countersign.server.temporal.SystemCommands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The watcher of an open incident: asks and sends what its course wants, to the turn's end. */
@Component
final class IncidentWatcher {
  private final SystemCommands commands;
  private final IncidentCourse course;
  private final IncidentExaminer examiner;
  private final ProbeMeasurement probing;
  private final RecoveryMeasurement recovery;
  private final IncidentRemedies remedies;

  IncidentWatcher(
      SystemCommands commands,
      IncidentCourse course,
      IncidentExaminer examiner,
      ProbeMeasurement probing,
      RecoveryMeasurement recovery,
      IncidentRemedies remedies) {
    this.commands = commands;
    this.course = course;
    this.examiner = examiner;
    this.probing = probing;
    this.recovery = recovery;
    this.remedies = remedies;
  }

  Turn watch(Incident.Open incident, IncidentCourseFacts facts) {
    return new Watching(incident, facts).toItsEnd();
  }

  /** Sends what comes before the turn's end. */
  Turn perform(Incident.Open incident, IncidentCourseFacts facts, IncidentStep step) {
    return new Watching(incident, facts).toItsEnd(step);
  }

  /** One turn, and what was seen in it. */
  private final class Watching {
    private final Incident.Open incident;
    private final IncidentCourseFacts facts;
    private IncidentObservations seen = IncidentObservations.NONE;
    private @Nullable Examination examination;

    Watching(Incident.Open incident, IncidentCourseFacts facts) {
      this.incident = incident;
      this.facts = facts;
    }

    Turn toItsEnd() {
      return toItsEnd(next());
    }

    Turn toItsEnd(IncidentStep first) {
      var step = first;
      while (true) {
        switch (step) {
          case Turn turn -> {
            return turn;
          }
          case Question question -> {
            ask(question);
            step = next();
          }
          case Act act -> step = done(act);
        }
      }
    }

    private IncidentStep next() {
      return course.watch(incident, facts, seen, commands.now());
    }

    private void ask(Question question) {
      switch (question) {
        case Examine(var scope, _) -> {
          var found = examiner.examine(incident, scope);
          examination = found;
          seen = seen.with(found.diagnosis());
        }
        case Measure(var remediation, _) -> seen = seen.with(readings(remediation, commands.now()));
      }
    }

    private List<ProbeReading> readings(@Nullable String remediation, Instant now) {
      var readings =
          new ArrayList<>(recovery.measure(incident.alerts(), () -> examiner.asked(incident), now));
      if (remediation != null) {
        readings.addAll(probing.measure(remedies.probes(remediation), now).readings());
      }
      return readings;
    }

    private IncidentStep done(Act act) {
      return switch (act) {
        case AdoptExamination _ -> {
          if (examination != null) {
            examiner.record(incident, examination);
          }
          yield act.then();
        }
        case Withdraw(var remediation, var because, var then) -> {
          remedies.withdraw(incident.id(), remediation, because);
          yield then;
        }
        case Escalate(var diagnosis, var reason, var then) -> {
          var _ = send(new EscalateIncident(incident.id(), diagnosis, reason));
          yield then;
        }
        case NoteFailure(var work, var reason, var nextAt, var then) -> {
          var _ = send(new RecordFailure(incident.id(), work, reason, nextAt));
          yield then;
        }
        case NoteProgress(var work, _, var then) -> {
          var _ = send(new RecordProgress(incident.id(), work));
          yield then;
        }
        case Resolve closing ->
            closed(closing, new ResolveRemedied(incident.id(), closing.remediation()));
        case Recover closing ->
            closed(
                closing, new RecoverIncident(incident.id(), closing.readings(), closing.quiet()));
      };
    }

    private IncidentStep closed(Closing closing, IncidentCommand command) {
      return send(command) instanceof Answer.Refused ? closing.then() : new Over(closing.reason());
    }

    private Answer send(IncidentCommand command) {
      return commands.send(command, incident.id().value());
    }
  }
}
