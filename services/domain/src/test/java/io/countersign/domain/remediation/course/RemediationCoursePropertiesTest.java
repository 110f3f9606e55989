package io.countersign.domain.remediation.course;

import static io.countersign.domain.remediation.course.RemediationScene.COURSE;
import static io.countersign.domain.testing.Contexts.T0;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.FORBIDDEN;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.POLICY;
import static io.countersign.domain.testing.Remediations.back;
import static io.countersign.domain.testing.Remediations.checkout;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.proposed;
import static io.countersign.domain.testing.Remediations.reading;
import static io.countersign.domain.testing.Remediations.staff;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Answer;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.diagnosis.ProbeMeasurements;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.ApprovalConditions;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.CompleteRemediation;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RemindApprovers;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.WindowVerdict;
import io.countersign.domain.remediation.course.RemediationStep.Abandon;
import io.countersign.domain.remediation.course.RemediationStep.Act;
import io.countersign.domain.remediation.course.RemediationStep.CompleteRollback;
import io.countersign.domain.remediation.course.RemediationStep.CompleteStep;
import io.countersign.domain.remediation.course.RemediationStep.Curtail;
import io.countersign.domain.remediation.course.RemediationStep.End;
import io.countersign.domain.remediation.course.RemediationStep.Expire;
import io.countersign.domain.remediation.course.RemediationStep.ExtendApproval;
import io.countersign.domain.remediation.course.RemediationStep.FailStep;
import io.countersign.domain.remediation.course.RemediationStep.Gated;
import io.countersign.domain.remediation.course.RemediationStep.HoldUp;
import io.countersign.domain.remediation.course.RemediationStep.LookAtWindow;
import io.countersign.domain.remediation.course.RemediationStep.MeasureProbes;
import io.countersign.domain.remediation.course.RemediationStep.Perform;
import io.countersign.domain.remediation.course.RemediationStep.Proceed;
import io.countersign.domain.remediation.course.RemediationStep.Question;
import io.countersign.domain.remediation.course.RemediationStep.ReadBack;
import io.countersign.domain.remediation.course.RemediationStep.ReadContent;
import io.countersign.domain.remediation.course.RemediationStep.ReadStepContent;
import io.countersign.domain.remediation.course.RemediationStep.ReadTarget;
import io.countersign.domain.remediation.course.RemediationStep.ReadTargets;
import io.countersign.domain.remediation.course.RemediationStep.RecordVerification;
import io.countersign.domain.remediation.course.RemediationStep.RequestStop;
import io.countersign.domain.remediation.course.RemediationStep.Retry;
import io.countersign.domain.remediation.course.RemediationStep.StartExecution;
import io.countersign.domain.remediation.course.RemediationStep.StartRollback;
import io.countersign.domain.remediation.course.RemediationStep.StartStep;
import io.countersign.domain.remediation.course.RemediationStep.Unanswered;
import io.countersign.domain.remediation.course.RemediationStep.Withdraw;
import io.countersign.domain.remediation.course.RemediationTurn.AwaitDecision;
import io.countersign.domain.remediation.course.RemediationTurn.EvaluatePolicy;
import io.countersign.domain.remediation.course.RemediationTurn.Execute;
import io.countersign.domain.remediation.course.RemediationTurn.Finish;
import io.countersign.domain.remediation.course.RemediationTurn.Over;
import io.countersign.domain.remediation.course.RemediationTurn.RequestApproval;
import io.countersign.domain.remediation.course.RemediationTurn.RunRollback;
import io.countersign.domain.remediation.course.RemediationTurn.RunStep;
import io.countersign.domain.remediation.course.RemediationTurn.Verify;
import io.countersign.domain.remediation.decision.RemediationDecider;
import io.countersign.domain.testing.KnownFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thousands of remediations by chance, each led by its course as the server has it: every step has
 * a reason, between two waits there are few turns, and only the gate refuses what is asked for.
 */
class RemediationCoursePropertiesTest {
  private static final int REMEDIATIONS = 3_000;
  private static final int WAITS = 2_000;

  private static final List<Class<?>> ALL =
      List.of(
          EvaluatePolicy.class,
          RequestApproval.class,
          AwaitDecision.class,
          Execute.class,
          RunStep.class,
          Verify.class,
          RunRollback.class,
          Finish.class,
          Over.class,
          Proceed.class,
          Retry.class,
          Unanswered.class,
          LookAtWindow.class,
          ReadTargets.class,
          ReadTarget.class,
          ReadContent.class,
          ReadStepContent.class,
          ExtendApproval.class,
          HoldUp.class,
          MeasureProbes.class,
          ReadBack.class,
          Perform.class,
          StartExecution.class,
          StartStep.class,
          StartRollback.class,
          CompleteRollback.class,
          Withdraw.class,
          Expire.class,
          CompleteStep.class,
          FailStep.class,
          RequestStop.class,
          RecordVerification.class,
          Curtail.class,
          Abandon.class);

  private static final ApprovalConditions FIRST_STEP =
      new ApprovalConditions(Set.of(), Set.of(), null, null, 1);

  /** From the proposal to the end, with two steps forward and one back, each once. */
  private static final int MOST_TURNS = 12;

  /** A step's start, effect and completion, or the start of a rollback that isn't accepted. */
  private static final int MOST_STEPS = 8;

  @Test
  void aCourseAlwaysHasAReasonComesToAWaitAndToAnEnd() {
    var kinds = new HashSet<Class<?>>();
    var endings = EnumSet.noneOf(Remediation.Ending.class);
    for (int seed = 1; seed <= REMEDIATIONS; seed++) {
      var walk = new Walk(seed, kinds);
      for (int i = 0; i < WAITS && !(walk.state instanceof Remediation.Closed); i++) {
        walk.toTheNextWait();
      }
      assertThat(walk.state).as("seed %s", seed).isInstanceOf(Remediation.Closed.class);
      endings.add(((Remediation.Closed) walk.state).ending());
    }
    assertThat(kinds).as("every kind of step was taken").containsAll(ALL);
    assertThat(endings)
        .as("every ending that needs nobody's denial was reached")
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Remediation.Ending.DENIED)));
  }

  /** One remediation's life, and its target's. */
  private static final class Walk {
    private final Random random;
    private final Set<Class<?>> kinds;
    private final KnownFacts facts = staff();
    private Remediation state = Remediation.initial();
    private Instant now = T0;
    private TargetState target = BAD;
    private final List<Perform> underWay = new ArrayList<>();
    private final Set<String> done = new HashSet<>();
    private final Set<String> acted = new HashSet<>();
    private final boolean honoursKeys;
    private int effects;
    private PolicyDecision policy = POLICY;

    Walk(int seed, Set<Class<?>> kinds) {
      this.random = new Random(seed);
      this.honoursKeys = seed % 2 == 0;
      this.kinds = kinds;
      var plan = plan(plan().steps(), seed % 3 == 0 ? List.of() : back());
      state = Remediation.evolve(state, proposed(plan));
    }

    /** As the workflow and its activities go on, from one wait to the next. */
    void toTheNextWait() {
      for (int turns = 0; ; turns++) {
        assertThat(turns).as("turns without a wait").isLessThan(MOST_TURNS);
        var turn = COURSE.begin(state, now);
        taken(turn, turn.reason());
        if (turn instanceof Over) {
          return;
        }
        if (turn instanceof AwaitDecision await) {
          decide(await);
          return;
        }
        switch (take(turn)) {
          case Retry(var until, _) -> {
            await(until);
            return;
          }
          case Unanswered(var until, _) -> {
            await(until);
            return;
          }
          case Proceed _ -> {}
        }
      }
    }

    private void await(Instant until) {
      assertThat(until).as("a wait").isAfter(now);
      now = until.plusSeconds(random.nextInt(8) == 0 ? random.nextInt(400) : 0);
      worldGoesOn();
    }

    private End take(RemediationTurn turn) {
      switch (turn) {
        case EvaluatePolicy _ -> sent(new RecordPolicy(ID, POLICY));
        case RequestApproval _ -> sent(new RemediationCommand.RequestApproval(ID));
        case Finish _ -> sent(new CompleteRemediation(ID, epoch()));
        case Execute _, RunStep _, Verify _, RunRollback _ -> {
          return toItsEnd();
        }
        case AwaitDecision _, Over _ -> throw new AssertionError(turn);
      }
      return new Proceed("sent");
    }

    private void decide(AwaitDecision await) {
      if (random.nextInt(3) > 0) {
        var only = random.nextInt(4) == 0 ? FIRST_STEP : null;
        var by = random.nextBoolean() ? "alice" : "bob";
        var _ = answer(new Approve(ID, digest(), "yes", only), by);
        return;
      }
      now = await.until();
      sent(
          switch (await.due()) {
            case REVIEW -> new RemediationCommand.RequestApproval(ID);
            case REMINDER -> new RemindApprovers(ID);
            case ESCALATION -> new EscalateApproval(ID);
            case EXPIRY -> new ExpireApproval(ID);
          });
    }

    private Digest digest() {
      return ((Remediation.Known) state).dossier().planDigest();
    }

    /** The state is that of the turn's begin, whatever is recorded in it. */
    private End toItsEnd() {
      var begun = (Remediation.Known) state;
      var seen = RemediationObservations.NONE;
      var step = COURSE.next(begun, seen, now);
      for (int steps = 0; ; steps++) {
        assertThat(steps).as("steps of a turn").isLessThan(MOST_STEPS);
        taken(step, step.reason());
        switch (step) {
          case End end -> {
            return end;
          }
          case Question question -> {
            seen = answered(question, seen);
            step = COURSE.next(begun, seen, now);
          }
          case Gated gated -> step = gated(begun, gated);
          case Act act -> {
            sent(command(act));
            step = act.then();
          }
        }
      }
    }

    private RemediationStep gated(Remediation.Known begun, Gated gated) {
      return answer(command(gated), "system") instanceof Answer.Refused refused
          ? COURSE.afterRefusal(begun, gated, expected(gated, refused.code()), now)
          : COURSE.afterAcceptance(begun, gated, now);
    }

    /** What can be known beforehand isn't asked for. */
    private static RefusalCode expected(Gated gated, RefusalCode code) {
      var expected =
          switch (gated) {
            case StartExecution _ ->
                Set.of(
                    RefusalCode.FAULT_GONE,
                    RefusalCode.CONTENT_CHANGED,
                    RefusalCode.CLOCK_SKEWED,
                    RefusalCode.NOT_APPROVED,
                    RefusalCode.INCIDENT_CLOSED,
                    RefusalCode.POLICY_REFUSED,
                    RefusalCode.PRECONDITION_DRIFT,
                    RefusalCode.APPROVAL_EXPIRED,
                    RefusalCode.EXECUTION_HALTED);
            case StartStep _ ->
                Set.of(
                    RefusalCode.CONTENT_CHANGED,
                    RefusalCode.CLOCK_SKEWED,
                    RefusalCode.STEP_NOT_APPROVED,
                    RefusalCode.NOT_APPROVED,
                    RefusalCode.INCIDENT_CLOSED,
                    RefusalCode.POLICY_REFUSED,
                    RefusalCode.PRECONDITION_DRIFT,
                    RefusalCode.APPROVAL_EXPIRED,
                    RefusalCode.EXECUTION_HALTED);
            case StartRollback _ -> Set.of(RefusalCode.NO_ROLLBACK);
            case CompleteRollback _ -> Set.of(RefusalCode.PRECONDITION_DRIFT);
          };
      assertThat(code).as("the refusal of %s", gated).isIn(expected);
      return code;
    }

    private RemediationObservations answered(Question question, RemediationObservations seen) {
      return switch (question) {
        case LookAtWindow _ ->
            seen.with(
                new WindowReading(
                    random.nextInt(20) == 0
                        ? new WindowVerdict(RefusalCode.FROZEN, "it is closed", now.plusSeconds(9))
                        : new WindowVerdict(null, "", now)));
        case ReadTargets _, ReadTarget _ -> seen.with(read());
        case ReadContent _, ReadStepContent _ -> seen.with(content());
        case MeasureProbes(var at, _) -> seen.with(new ProbeMeasurements(at, probes(), null));
        case Perform perform -> {
          assertThat(now).as("sent before its deadline").isBefore(perform.deadline());
          yield seen.with(performed(perform));
        }
        case ReadBack back -> seen.with(readBack(back));
      };
    }

    private TargetReading read() {
      return random.nextInt(8) == 0
          ? new TargetReading.Unreadable()
          : new TargetReading.Read(
              List.of(observed(random.nextInt(40) == 0 ? checkout("9") : target)));
    }

    private ContentReading content() {
      return switch (random.nextInt(40)) {
        case 0 -> new ContentReading.Unreadable();
        case 1 -> new ContentReading.Read(plan(back(), List.of()).digest());
        default -> new ContentReading.Read(digest());
      };
    }

    private List<ProbeReading> probes() {
      boolean holds = target.equals(GOOD) && effects > 0 && random.nextInt(3) == 0;
      var ratio = measured("error-ratio", holds || random.nextInt(30) == 0);
      return List.of(ratio, measured("reachable", true));
    }

    private ProbeReading measured(String probe, boolean holds) {
      var it = reading(probe, holds);
      return random.nextInt(20) == 0
          ? new ProbeReading(probe, ProbeReading.UNANSWERED, false, now, it.claim())
          : it;
    }

    /** What was sent and lost may still arrive at any time, as often as it was sent. */
    private StepResult performed(Perform wanted) {
      return switch (random.nextInt(8)) {
        case 0, 1 -> {
          underWay.add(wanted);
          yield new StepResult.Unknown();
        }
        case 2 -> new StepResult.Failed("UNREACHABLE", true);
        case 3 ->
            random.nextBoolean()
                ? new StepResult.Failed("CONTENT_CHANGED", false)
                : new StepResult.Failed("REFUSED", random.nextBoolean());
        default -> {
          arrive(wanted);
          yield new StepResult.Effective();
        }
      };
    }

    private StepResult readBack(ReadBack asked) {
      if (random.nextInt(4) == 0) {
        return new StepResult.Unreadable();
      }
      return done.contains(asked.attempt().key())
          ? new StepResult.Effective()
          : new StepResult.NoEffect(honoursKeys);
    }

    private void lateArrivals() {
      if (random.nextInt(4) == 0) {
        underWay.forEach(this::arrive);
        underWay.clear();
      }
    }

    /** Whatever the seed, one step has one effect: forward, and back. */
    private void arrive(Perform it) {
      if (honoursKeys && done.contains(it.key())) {
        return;
      }
      done.add(it.key());
      effects++;
      boolean back = it.key().contains("-back-");
      assertThat(acted.add(back + " " + it.step().number()))
          .as("the first effect of %s", it.key())
          .isTrue();
      target = back ? BAD : GOOD;
    }

    /** The kill switch, a closed incident, or somebody who wants it stopped. */
    private void worldGoesOn() {
      lateArrivals();
      switch (random.nextInt(60)) {
        case 0, 1 -> facts.halted(true);
        case 2 -> facts.incidentClosed(INCIDENT);
        case 3 -> {
          if (state instanceof Remediation.Executing || state instanceof Remediation.Verifying) {
            var _ = answer(new RemediationCommand.RequestStop(ID, "wait"), "carol");
          }
        }
        case 4, 5, 6, 7 -> {
          if (state instanceof Remediation.Executing it && it.waitsForStep()) {
            var _ = answer(new Approve(ID, digest(), "go on"), "bob");
          }
        }
        default -> facts.halted(false);
      }
    }

    /** Now and then it's stricter, which the next step goes by. */
    private PolicyDecision policy() {
      policy =
          switch (random.nextInt(60)) {
            case 0, 1 -> FORBIDDEN;
            case 2, 3, 4 -> needsApproval(2);
            default -> POLICY;
          };
      return policy;
    }

    private ClockComparison clocks() {
      return random.nextInt(30) == 0
          ? new ClockComparison(
              Map.of("the database", Duration.ofSeconds(-31)), Duration.ofSeconds(30))
          : CLOCKS;
    }

    private int epoch() {
      return ((Remediation.Known) state).epoch();
    }

    private RemediationCommand command(Gated gated) {
      return switch (gated) {
        case StartExecution it ->
            new RemediationCommand.StartExecution(
                ID, it.planDigest(), it.observed(), it.before(), policy(), clocks());
        case StartStep it ->
            new RemediationCommand.StartStep(
                ID,
                it.step().number(),
                epoch(),
                it.key(),
                it.planDigest(),
                it.observed(),
                policy(),
                clocks(),
                it.doubtful() != null);
        case StartRollback it -> new RemediationCommand.StartRollback(ID, epoch(), it.reason());
        case CompleteRollback it ->
            new RemediationCommand.CompleteRollback(ID, epoch(), it.after());
      };
    }

    private RemediationCommand command(Act act) {
      boolean rollback = state instanceof Remediation.RollingBack;
      return switch (act) {
        case Withdraw it -> new WithdrawRemediation(ID, it.because(), it.reason());
        case ExtendApproval _ -> new RemediationCommand.ExtendApproval(ID, policy);
        case HoldUp it -> new RemediationCommand.RecordHoldUp(ID, it.code());
        case Expire _ -> new ExpireApproval(ID);
        case CompleteStep it ->
            new RemediationCommand.CompleteStep(
                ID, epoch(), it.step().number(), it.number(), rollback, it.after(), null);
        case FailStep it ->
            new RemediationCommand.FailStep(
                ID, epoch(), it.step().number(), it.number(), rollback, it.code(), it.again());
        case RequestStop it -> new RemediationCommand.RequestStop(ID, it.reason());
        case Curtail _ -> new RemediationCommand.CurtailExecution(ID, epoch());
        case RecordVerification it ->
            new RemediationCommand.RecordVerification(ID, epoch(), it.passed(), it.readings());
        case Abandon it -> new AbandonRemediation(ID, epoch(), it.reason(), Map.of());
      };
    }

    private void sent(RemediationCommand command) {
      sent(command, "system");
    }

    private void sent(RemediationCommand command, String by) {
      assertThat(answer(command, by)).as("%s", command).isNotInstanceOf(Answer.Refused.class);
    }

    private Answer answer(RemediationCommand command, String by) {
      var context = by.equals("system") ? facts.asSystem(now) : facts.as(by, now);
      var decision = RemediationDecider.decide(state, command, context);
      decision.events().forEach(event -> state = Remediation.evolve(state, event));
      return decision.answer();
    }

    private void taken(Object step, String reason) {
      assertThat(reason).as("the reason of %s", step).isNotBlank();
      kinds.add(step.getClass());
    }
  }
}
