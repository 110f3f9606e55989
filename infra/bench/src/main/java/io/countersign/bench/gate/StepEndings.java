package io.countersign.bench.gate;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.remediation.Remediation.Running;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.CurtailExecution;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationCommand.RecordVerification;
import io.countersign.domain.remediation.RemediationCommand.RequestStop;
import io.countersign.domain.remediation.RemediationCommand.StartRollback;
import io.countersign.domain.remediation.StepAttempt;
import java.util.List;

/** The endings of steps that began, and of the plan after them. */
final class StepEndings {
  private static final BlobRef ANSWER = new BlobRef(Digest.ofJson("done"), 4, "application/json");

  private final Scene scene;

  StepEndings(Scene scene) {
    this.scene = scene;
  }

  void of(Running state) {
    var attempt = state.inFlight().orElseThrow();
    int what = attempt.sendings() > 1 ? scene.random.nextInt(11) : scene.random.nextInt(16);
    switch (what) {
      case 10 -> fails(state, attempt, StepAttempt.IN_DOUBT, false);
      case 11 -> fails(state, attempt, "UNREACHABLE", true);
      case 12, 13 -> fails(state, attempt, "REFUSED", true);
      case 14, 15 -> fails(state, attempt, "TIMEOUT", false);
      default -> completes(state, attempt);
    }
  }

  private void completes(Running state, StepAttempt attempt) {
    var target = state.next().orElseThrow().target().name().replace("service-", "");
    var version = state.rollback() ? "bad" : "good";
    scene.tell(() -> "step " + attempt.step() + " is done");
    if (scene.done(
        new CompleteStep(
            Scene.ID,
            state.epoch(),
            attempt.step(),
            attempt.number(),
            attempt.rollback(),
            PooledPlan.state(target, version),
            ANSWER))) {
      scene.surroundings.version(target, version);
      scene.file().completed();
    }
  }

  private void fails(Running state, StepAttempt attempt, String code, boolean again) {
    scene.tell(() -> "step " + attempt.step() + " ends with " + code);
    if (!scene.done(
        new FailStep(
            Scene.ID,
            state.epoch(),
            attempt.step(),
            attempt.number(),
            attempt.rollback(),
            code,
            again))) {
      return;
    }
    if (again) {
      scene.file().unheard(code.equals("REFUSED"));
    } else {
      scene.file().failed(code.equals(StepAttempt.IN_DOUBT));
    }
  }

  void stop() {
    scene.tell(() -> "a stop is requested");
    if (scene.done(new RequestStop(Scene.ID, "no more"))) {
      scene.file().stop();
    }
  }

  /** Nobody agreed to more of it: what was done is looked at. */
  void curtail() {
    scene.tell(() -> "no more of it is done");
    if (scene.done(new CurtailExecution(Scene.ID, scene.known().epoch()))) {
      scene.file().curtailed();
    }
  }

  void verification() {
    scene.tell(() -> "it didn't help");
    if (scene.done(
        new RecordVerification(Scene.ID, scene.known().epoch(), false, List.<ProbeReading>of()))) {
      scene.file().notHelped();
    }
  }

  void back() {
    scene.tell(() -> "back");
    if (scene.done(new StartRollback(Scene.ID, scene.known().epoch(), "it didn't help"))) {
      scene.file().goesBack();
    }
  }
}
