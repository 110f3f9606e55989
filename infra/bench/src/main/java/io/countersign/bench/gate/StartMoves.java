package io.countersign.bench.gate;

import io.countersign.bench.gate.oracle.Stage;
import io.countersign.bench.gate.oracle.StartTry;
import io.countersign.bench.gate.oracle.StartTry.Measured;
import io.countersign.bench.gate.oracle.StepTry;
import io.countersign.domain.Actor;
import io.countersign.domain.Answer;
import io.countersign.domain.Decision;
import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.diagnosis.Claim;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.Remediation.Running;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.ExtendApproval;
import io.countersign.domain.remediation.RemediationCommand.RecordHoldUp;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.StepAttempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tries of whoever carries plans out to begin: in time, too early, twice, or with no right to.
 */
final class StartMoves {
  private static final Digest OTHER = Digest.ofJson("other content");
  private static final Duration TOLERATED = Duration.ofSeconds(30);

  private final Scene scene;
  private final PassRecord passes;

  StartMoves(Scene scene, PassRecord passes) {
    this.scene = scene;
    this.passes = passes;
  }

  void execution() {
    var policy = PolicyWord.ask(scene);
    var attempt =
        new StartTry(!scene.chance(40), policy.law(), recomputed().hex(), versions(), measured());
    var objections = scene.starts().objections(attempt);
    scene.tell(() -> "it's to begin: " + attempt + ", against it " + objections);
    var decision =
        scene.decide(
            new StartExecution(
                Scene.ID,
                new Digest(attempt.recomputed()),
                scene.plan().outline().targets().stream()
                    .map(it -> PooledPlan.state(it, scene.surroundings.version(it)))
                    .toList(),
                readings(attempt.probes()),
                policy.inProductWords(),
                clocks()),
            actor(attempt.byProduct()));
    passes.start(scene.stage() == Stage.APPROVED, decision);
    if (judged(decision, objections, ExecutionStarted.class)) {
      scene.file().begun();
    } else {
      goOn(decision);
    }
  }

  void step(Running state) {
    var step = state.next().orElseThrow();
    boolean again = state.inFlight().isPresent() != scene.chance(25);
    int number = scene.chance(30) ? step.number() % 2 + 1 : step.number();
    int late = scene.chance(20) && state.epoch() > 0 ? 1 : 0;
    var key = state.inFlight().map(StepAttempt::key).or(state::nextKey).orElseThrow();
    var policy = PolicyWord.ask(scene);
    var read = scene.chance(40) ? "b" : target(step);
    var attempt =
        new StepTry(
            !scene.chance(40),
            policy.law(),
            number,
            scene.file().happened() - late,
            scene.chance(30) ? key + "0" : key,
            again,
            recomputed().hex(),
            read,
            scene.surroundings.version(read));
    step(attempt, policy, state.epoch() - late);
  }

  private void step(StepTry attempt, PolicyWord policy, int epoch) {
    var objections = scene.starts().objections(attempt);
    scene.tell(() -> "a step is to begin: " + attempt + ", against it " + objections);
    var decision =
        scene.decide(
            new StartStep(
                Scene.ID,
                attempt.step(),
                epoch,
                attempt.key(),
                new Digest(attempt.recomputed()),
                new ObservedTarget(PooledPlan.state(attempt.target(), attempt.version()), null),
                policy.inProductWords(),
                clocks(),
                attempt.again()),
            actor(attempt.byProduct()));
    passes.step(scene.stage() == Stage.BACK, decision);
    if (judged(decision, objections, StepStarted.class)) {
      scene.file().sent();
    } else {
      goOn(decision);
    }
  }

  /** Whether it began. */
  private boolean judged(
      Decision<RemediationEvent> decision,
      Set<String> objections,
      Class<? extends RemediationEvent> wanted) {
    boolean began = decision.events().stream().anyMatch(wanted::isInstance);
    if (began && !objections.isEmpty()) {
      scene.mishap(Mishap.Kind.UNGATED, () -> wanted.getSimpleName() + " against " + objections);
    }
    if (!began && objections.isEmpty()) {
      scene.mishap(Mishap.Kind.WRONGLY_REFUSED, () -> Scene.said(decision));
    }
    if (decision.answer() instanceof Answer.Refused(var code, _)
        && !objections.isEmpty()
        && !objections.contains(family(code.name()))) {
      scene.mishap(
          Mishap.Kind.OTHER_REASON, () -> Scene.said(decision) + ", not for " + objections);
    }
    return began;
  }

  private static String family(String code) {
    return switch (code) {
      case "WINDOW_CLOSED", "WINDOW_TOO_SHORT", "FROZEN" -> "CLOSED";
      case "SOD_CHANGE_AUTHOR", "SOD_RUNBOOK_AUTHOR" -> "APPROVER_NO_LONGER_AUTHORISED";
      default -> code;
    };
  }

  /** What was refused waits for its calendar, or more people are asked. */
  private void goOn(Decision<RemediationEvent> decision) {
    if (!(decision.answer() instanceof Answer.Refused(var code, _)) || scene.chance(3)) {
      return;
    }
    if (ProposalRecord.WINDOW.contains(code)) {
      scene.done(new RecordHoldUp(Scene.ID, code));
      scene.file().waits();
    } else if (code == RefusalCode.STEP_NOT_APPROVED) {
      scene.tell(() -> "it waits for more to agree");
      scene.done(new RecordHoldUp(Scene.ID, code));
    } else if (code.name().endsWith("AUTHORISED") || code.name().equals("NOT_APPROVED")) {
      extend();
    }
  }

  void extend() {
    scene.tell(() -> "more is asked for");
    var policy = PolicyWord.ask(scene);
    RemediationCommand more = new ExtendApproval(Scene.ID, policy.inProductWords());
    scene.done(more);
    if (policy.stands(scene.world)) {
      scene.consent().extend(policy.ruling());
    }
  }

  /** Who read an edited plan says so; who read it before it was edited doesn't know. */
  private Digest recomputed() {
    if (scene.surroundings.contentChanged) {
      return OTHER;
    }
    return scene.chance(2) ? scene.plan().digest() : scene.known().dossier().plan().digest();
  }

  private Map<String, String> versions() {
    var versions = new HashMap<String, String>();
    scene
        .plan()
        .outline()
        .targets()
        .forEach(it -> versions.put(it, scene.surroundings.version(it)));
    return versions;
  }

  private List<Measured> measured() {
    var fault = scene.surroundings.fault ? Measured.DOES_NOT_HOLD : Measured.HOLDS;
    return List.of(fault, scene.chance(40) ? Measured.NOT_MEASURED : Measured.HOLDS);
  }

  private static List<ProbeReading> readings(List<Measured> measured) {
    var readings = new ArrayList<ProbeReading>();
    for (int i = 0; i < measured.size(); i++) {
      if (measured.get(i) != Measured.NOT_MEASURED) {
        readings.add(reading(PooledPlan.PROBES.get(i), measured.get(i) == Measured.HOLDS));
      }
    }
    return readings;
  }

  private static ProbeReading reading(String probe, boolean holds) {
    var at = ProductWords.at(0);
    var claim = new Claim("c1", "metrics", probe, at, at, 1, OTHER, "measured");
    return new ProbeReading(probe, holds ? "0" : "1", holds, at, claim);
  }

  private ClockComparison clocks() {
    return new ClockComparison(
        Map.of("the database", Duration.ofSeconds(scene.world.skew)), TOLERATED);
  }

  private static Actor actor(boolean product) {
    return product ? Actor.SYSTEM : new Actor(ProductWords.principal("finn"), PrincipalKind.PERSON);
  }

  private static String target(PlannedStep step) {
    return step.target().name().replace("service-", "");
  }
}
