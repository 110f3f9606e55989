package io.countersign.server.remediation;

import io.countersign.domain.remediation.course.RemediationCourse;
import io.countersign.ledger.Ledger;
import io.countersign.server.config.Connections;
import io.countersign.server.config.LoopSettings;
import io.countersign.server.diagnosis.ProbeMeasurement;
import io.countersign.server.incident.FailedWorkRecorder;
import io.countersign.server.remediation.policy.PolicyEvaluation;
import io.countersign.server.remediation.window.WindowLook;
import io.countersign.server.temporal.SystemCommands;
import io.countersign.workflows.remediation.RemediationActivities;

/** Puts the arms of the remediation loop together. */
final class RemediationLoop {
  private RemediationLoop() {}

  static RemediationActivities activities(
      Ledger ledger,
      SystemCommands commands,
      Connections connections,
      ProbeMeasurement probing,
      ClockReader clocks,
      LoopSettings settings,
      FailedWorkRecorder failures,
      WindowLook windows,
      PolicyEvaluation policy) {
    var course = new RemediationCourse(settings.remediation());
    var loop = new RemediationDriver(ledger, commands, course, failures);
    var executors = new StepExecutors(connections, policy::byRunbookInForce);
    var published = new PublicationWait(ledger);
    var words = new CourseCommands(policy, clocks, published);
    var runner = new RemediationRunner(loop, course, executors, probing, windows, words, published);
    return new RemediationActivitiesImpl(loop, policy, runner);
  }
}
