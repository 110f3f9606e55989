package io.countersign.domain.remediation.decision;

import static io.countersign.domain.testing.Remediations.ALLOWED;
import static io.countersign.domain.testing.Remediations.BAD;
import static io.countersign.domain.testing.Remediations.CLOCKS;
import static io.countersign.domain.testing.Remediations.FORBIDDEN;
import static io.countersign.domain.testing.Remediations.GOOD;
import static io.countersign.domain.testing.Remediations.ID;
import static io.countersign.domain.testing.Remediations.INCIDENT;
import static io.countersign.domain.testing.Remediations.back;
import static io.countersign.domain.testing.Remediations.digest;
import static io.countersign.domain.testing.Remediations.needsApproval;
import static io.countersign.domain.testing.Remediations.observed;
import static io.countersign.domain.testing.Remediations.plan;
import static io.countersign.domain.testing.Remediations.readings;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.Role;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.PlannedStep;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Running;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.AbandonRemediation;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.CompleteRemediation;
import io.countersign.domain.remediation.RemediationCommand.CompleteRollback;
import io.countersign.domain.remediation.RemediationCommand.CompleteStep;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.EscalateApproval;
import io.countersign.domain.remediation.RemediationCommand.ExpireApproval;
import io.countersign.domain.remediation.RemediationCommand.ExtendApproval;
import io.countersign.domain.remediation.RemediationCommand.FailStep;
import io.countersign.domain.remediation.RemediationCommand.ProposeRemediation;
import io.countersign.domain.remediation.RemediationCommand.RecordPolicy;
import io.countersign.domain.remediation.RemediationCommand.RecordVerification;
import io.countersign.domain.remediation.RemediationCommand.RemindApprovers;
import io.countersign.domain.remediation.RemediationCommand.RequestApproval;
import io.countersign.domain.remediation.RemediationCommand.RequestStop;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationCommand.SettleDoubt;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartRollback;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationCommand.WithdrawRemediation;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.Withdrawn;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.KnownFacts;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Commands, facts and policies by chance. Half of them aim at what would come next, else no walk
 * would ever get as far as a rollback.
 */
record RandomCommands(Random random) {
  private static final Plan PLAN = plan();
  private static final Plan OTHER = plan(back(), back());
  private static final Digest SHOWN = PLAN.digest();
  private static final BlobRef ANSWER = new BlobRef(digest("done"), 4, "application/json");
  static final List<String> PERSONS = List.of("alice", "bob", "carol", "dave", "root");

  RemediationCommand next(Remediation state) {
    return random.nextInt(2) == 0 ? aimed(state) : any();
  }

  /**
   * Now and then somebody gains or loses a role, is disabled, becomes another kind; or all is
   * halted, or over.
   */
  void disturb(KnownFacts facts) {
    var who = pick(PERSONS);
    switch (random.nextInt(30)) {
      case 0 -> facts.person(who, Role.VIEWER);
      case 1, 2, 3, 4 -> facts.person(who, Role.APPROVER);
      case 5 -> facts.person(who, Role.APPROVER, Role.ADMINISTRATOR);
      case 6 -> facts.disabled(who);
      case 7 -> facts.service(who, Role.APPROVER);
      case 8 -> facts.halted(random.nextInt(4) == 0);
      case 9 -> facts.incidentClosed(INCIDENT);
      case 10, 11, 12, 13 -> facts.incidentOpen(INCIDENT);
      default -> {
        return;
      }
    }
  }

  private RemediationCommand aimed(Remediation state) {
    return switch (state.phase()) {
      case NOT_PROPOSED -> new ProposeRemediation(ID, 1, PLAN);
      case PROPOSED ->
          random.nextBoolean()
              ? new RecordPolicy(ID, random.nextInt(5) == 0 ? ALLOWED : needsApproval(2))
              : new RequestApproval(ID);
      case AWAITING_APPROVAL -> new Approve(ID, SHOWN, "ok");
      case APPROVED ->
          new StartExecution(ID, SHOWN, List.of(BAD), readings(false, true), policy(), CLOCKS);
      case EXECUTING, ROLLING_BACK -> running((Running) state);
      case VERIFYING -> verification(read((Known) state));
      case CLOSED -> ended((Remediation.Closed) state);
    };
  }

  /** Mostly of this moment, at times of before others went on. */
  private int read(Known state) {
    return state.epoch() > 0 && random.nextInt(4) == 0
        ? random.nextInt(state.epoch())
        : state.epoch();
  }

  /** Somebody looks, or an executor answers after all; or a worker that was held up goes on. */
  private RemediationCommand ended(Remediation.Closed state) {
    var effects = state.effects();
    var left =
        effects == null
            ? List.<StepAttempt>of()
            : Stream.concat(effects.doubtful(), effects.forward().stream()).toList();
    if (left.isEmpty() || random.nextInt(3) == 0) {
      return any();
    }
    var effect = pick(List.of(RemediationEvent.DoubtSettled.Effect.values()));
    return random.nextInt(3) == 0
        ? new SettleDoubt(ID, effect, reason())
        : told(state, left.getFirst());
  }

  private RemediationCommand told(Known state, StepAttempt attempt) {
    return random.nextInt(3) == 0
        ? new FailStep(
            ID,
            read(state),
            attempt.step(),
            attempt.number(),
            attempt.rollback(),
            pick(List.of("UNREACHABLE", "REFUSED", "UNHEALTHY", "TIMEOUT", StepAttempt.IN_DOUBT)),
            random.nextInt(4) > 0)
        : new CompleteStep(
            ID,
            read(state),
            attempt.step(),
            attempt.number(),
            attempt.rollback(),
            GOOD,
            random.nextBoolean() ? ANSWER : null);
  }

  private RemediationCommand running(Running state) {
    if (state.inFlight().isPresent()) {
      var attempt = state.inFlight().get();
      if (random.nextInt(8) == 0) {
        return startStep(state, state.next().orElseThrow(), attempt.key(), true);
      }
      return random.nextInt(12) == 0
          ? new AbandonRemediation(ID, read(state), "stuck", Map.of())
          : told(state, attempt);
    }
    if (state.next().isEmpty() || random.nextInt(6) == 0) {
      return verification(read(state));
    }
    var step = state.next().get();
    return startStep(state, step, state.nextKey().orElseThrow(), false);
  }

  private StartStep startStep(Running state, PlannedStep step, String key, boolean again) {
    var observed = observed(new TargetState(step.target(), step.expected()));
    return new StartStep(
        ID, step.number(), read(state), key, SHOWN, observed, policy(), CLOCKS, again);
  }

  private RemediationCommand verification(int epoch) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> new RecordVerification(ID, epoch, true, readings(true, true));
      case 2 -> new RecordVerification(ID, epoch, false, readings(false, true));
      case 3 -> new StartRollback(ID, epoch, "back");
      case 4 -> new CompleteRollback(ID, epoch, List.of(BAD));
      default -> new CompleteRemediation(ID, epoch);
    };
  }

  private RemediationCommand any() {
    return switch (random.nextInt(20)) {
      case 0 -> new ProposeRemediation(ID, 1, random.nextBoolean() ? PLAN : OTHER);
      case 1 -> new RecordPolicy(ID, pick(List.of(ALLOWED, FORBIDDEN, needsApproval(1))));
      case 2 ->
          random.nextInt(8) == 0
              ? new WithdrawRemediation(ID, pick(List.of(Withdrawn.Reason.values())), "so")
              : new RemindApprovers(ID);
      case 3 -> new RequestApproval(ID);
      case 4, 5, 6 -> new Approve(ID, shown(), "ok");
      case 7 -> random.nextInt(4) == 0 ? new Deny(ID, shown(), reason()) : verification(epoch());
      case 8, 9 -> new Revoke(ID, shown(), reason());
      case 10 -> random.nextBoolean() ? new EscalateApproval(ID) : new ExtendApproval(ID, policy());
      case 11 -> new ExpireApproval(ID);
      case 12 ->
          new StartExecution(
              ID,
              shown(),
              List.of(target()),
              readings(random.nextBoolean(), random.nextBoolean()),
              policy(),
              CLOCKS);
      case 13, 14 -> startStep();
      case 15 ->
          new CompleteStep(ID, epoch(), number(), number(), random.nextBoolean(), target(), null);
      case 16 ->
          new FailStep(
              ID, epoch(), number(), number(), random.nextBoolean(), "STALE", random.nextBoolean());
      case 17 -> new RequestStop(ID, reason());
      case 18 ->
          random.nextInt(4) == 0
              ? new AbandonRemediation(ID, epoch(), "stuck", Map.of())
              : new RecordVerification(
                  ID, epoch(), true, readings(random.nextBoolean(), random.nextBoolean()));
      default -> verification(epoch());
    };
  }

  private int epoch() {
    return random.nextInt(8);
  }

  private RemediationCommand startStep() {
    int step = number();
    var key = StepAttempt.key(ID, random.nextBoolean(), step, number());
    var observed = observed(target());
    boolean again = random.nextBoolean();
    return new StartStep(ID, step, epoch(), key, shown(), observed, policy(), CLOCKS, again);
  }

  /** Of this moment: mostly looser than what was recorded or the same, at times stricter. */
  private PolicyDecision policy() {
    return switch (random.nextInt(12)) {
      case 0 -> FORBIDDEN;
      case 1 -> needsApproval(3);
      case 2, 3, 4, 5 -> needsApproval(2);
      case 6 -> needsApproval(1);
      default -> ALLOWED;
    };
  }

  private Digest shown() {
    return random.nextInt(8) == 0 ? digest("another plan") : SHOWN;
  }

  private String reason() {
    return random.nextInt(8) == 0 ? "" : "because";
  }

  private TargetState target() {
    return random.nextBoolean() ? BAD : GOOD;
  }

  private int number() {
    return 1 + random.nextInt(3);
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
