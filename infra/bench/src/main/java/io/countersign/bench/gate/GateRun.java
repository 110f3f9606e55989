package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.Stage;
import io.countersign.domain.remediation.Remediation.Running;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random run: a plan is proposed, people decide, it's carried out, and meanwhile the world goes
 * on. The same seed gives the same run.
 */
final class GateRun {
  private static final List<String> PROPOSERS = List.of("system", "system", "finn", "ci", "hal");

  private final SplittableRandom random;
  private final Scene scene;
  private final WorldChanges changes;
  private final PeopleMoves people;
  private final PassRecord passes = new PassRecord();
  private final StartMoves starts;
  private final StepEndings endings;
  private final long seed;

  private GateRun(long seed, boolean telling) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.scene = new Scene(random, telling);
    this.changes = new WorldChanges(scene);
    this.people = new PeopleMoves(scene);
    this.starts = new StartMoves(scene, passes);
    this.endings = new StepEndings(scene);
  }

  /**
   * @param telling whether its story is wanted
   */
  static RunOutcome of(long seed, boolean telling) {
    return new GateRun(seed, telling).run();
  }

  private RunOutcome run() {
    changes.begin();
    scene.propose(scene.pick(PROPOSERS));
    int unrest = 2 + random.nextInt(12);
    int moves = 9 + random.nextInt(10);
    for (int i = 0; i < moves && scene.mishap() == null; i++) {
      time();
      if (scene.chance(unrest)) {
        changes.any();
      }
      if ((scene.stage() == Stage.APPROVED || scene.stage() == Stage.RUNNING) && scene.chance(9)) {
        changes.late();
      }
      if (scene.stage() == Stage.RUNNING && scene.chance(6)) {
        changes.calendar();
      }
      if (scene.chance(150)) {
        scene.editRecord();
      }
      move();
      scene.compareStages();
    }
    return new RunOutcome(
        seed,
        passes.reached(),
        passes.executed(),
        passes.checks(),
        passes.alone(),
        scene.mishap(),
        scene.story());
  }

  /** It goes on, but for a clock that is set back. */
  private void time() {
    scene.world.now +=
        scene.chance(50) ? -random.nextInt(90) : random.nextInt(scene.chance(8) ? 200 : 12);
  }

  private void move() {
    switch (scene.stage()) {
      case PROPOSED -> proposed();
      case WAITING -> waiting();
      case APPROVED -> approved();
      case RUNNING, BACK -> running();
      case VERIFYING -> verifying();
      case ENDED -> ended();
    }
  }

  private void proposed() {
    switch (random.nextInt(16)) {
      case 0 -> starts.execution();
      case 1 -> people.approve();
      case 2 -> people.show();
      case 3 -> withdraw();
      default -> {
        policy();
        ask();
      }
    }
  }

  private void policy() {
    scene.tell(() -> "policy says " + scene.world.ruling);
    var policy = PolicyWord.ask(scene);
    scene.done(new RecordPolicy(Scene.ID, policy.inProductWords()));
    if (policy.stands(scene.world)) {
      scene.consent().policy(policy.ruling());
    }
  }

  private void ask() {
    if (scene.stage() == Stage.PROPOSED) {
      scene.tell(() -> "people are asked");
      scene.done(new RequestApproval(Scene.ID));
      scene.consent().ask();
    }
  }

  private void waiting() {
    switch (random.nextInt(40)) {
      case 0, 1 -> starts.execution();
      case 2 -> people.deny();
      case 3, 4 -> people.revoke();
      case 5, 6 -> escalate();
      case 7 -> expire();
      case 8 -> withdraw();
      case 9, 10 -> people.again();
      case 11, 12 -> people.show();
      case 13, 14 -> people.shorten();
      default -> people.approve();
    }
  }

  private void approved() {
    switch (random.nextInt(40)) {
      case 0 -> people.deny();
      case 1, 2, 3 -> people.revoke();
      case 4, 5, 6, 7 -> people.approve();
      case 8 -> people.again();
      case 9 -> expire();
      case 10 -> starts.extend();
      case 11 -> withdraw();
      default -> starts.execution();
    }
  }

  private void running() {
    var state = (Running) scene.known();
    int what = random.nextInt(24);
    if (what == 0) {
      endings.stop();
    } else if (what == 1) {
      people.revoke();
    } else if (what == 2) {
      starts.extend();
    } else if (what == 3 || (state.waitsForStep() && what < 10)) {
      people.approve();
    } else if (state.waitsForStep() && what < 14) {
      endings.curtail();
    } else if (state.next().isPresent() && state.inFlight().isPresent() && what < 16) {
      endings.of(state);
    } else if (state.next().isPresent() && (!state.failed() || scene.chance(4))) {
      starts.step(state);
    } else if (!state.rollback()) {
      endings.back();
    }
  }

  private void verifying() {
    switch (random.nextInt(5)) {
      case 0 -> people.revoke();
      case 1, 2 -> endings.verification();
      default -> endings.back();
    }
  }

  /** Late clicks, and another plan. */
  private void ended() {
    switch (random.nextInt(6)) {
      case 0 -> people.approve();
      case 1 -> people.again();
      case 2 -> starts.execution();
      case 3 -> people.revoke();
      default -> scene.propose(scene.pick(PROPOSERS));
    }
  }

  private void escalate() {
    scene.tell(() -> "others may be asked");
    scene.done(new EscalateApproval(Scene.ID));
    scene.consent().escalate();
  }

  private void expire() {
    scene.tell(() -> "the request's time may be over");
    scene.done(new ExpireApproval(Scene.ID));
    scene.consent().expire();
  }

  private void withdraw() {
    scene.tell(() -> "it's withdrawn");
    scene.done(new WithdrawRemediation(Scene.ID, Withdrawn.Reason.SUPERSEDED, "another plan"));
    scene.consent().withdraw();
  }
}
