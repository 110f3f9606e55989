package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.INCIDENT_CLOSED;
import static io.countersign.domain.RefusalCode.NOT_APPROVED;
import static io.countersign.domain.RefusalCode.POLICY_REFUSED;
import static io.countersign.domain.testing.Contexts.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.incident.IncidentFacts;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.remediation.Remediation;
import io.countersign.domain.remediation.Remediation.Closed;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.RemediationCommand;
import io.countersign.domain.remediation.RemediationCommand.Proposal;
import io.countersign.domain.remediation.RemediationCommand.StartExecution;
import io.countersign.domain.remediation.RemediationCommand.StartStep;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.AnsweredLate;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRequested;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRevoked;
import io.countersign.domain.remediation.RemediationEvent.Approved;
import io.countersign.domain.remediation.RemediationEvent.AttemptRefused;
import io.countersign.domain.remediation.RemediationEvent.Completed;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled;
import io.countersign.domain.remediation.RemediationEvent.ExecutionStarted;
import io.countersign.domain.remediation.RemediationEvent.Proposed;
import io.countersign.domain.remediation.RemediationEvent.StepCompleted;
import io.countersign.domain.remediation.RemediationEvent.StepFailed;
import io.countersign.domain.remediation.RemediationEvent.StepStarted;
import io.countersign.domain.remediation.StepAttempt;
import io.countersign.domain.testing.Cases;
import io.countersign.domain.testing.Contexts;
import io.countersign.domain.testing.KnownFacts;
import io.countersign.domain.testing.Remediations;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Thousands of walks of random commands over random facts: what may never happen doesn't. */
class RemediationPropertiesTest {
  private static final int WALKS = 2_000;
  private static final int COMMANDS = 50;

  @Test
  void noSequenceOfCommandsBreaksTheRules() {
    var ends = EnumSet.noneOf(Remediation.Ending.class);
    var phases = EnumSet.noneOf(Remediation.Phase.class);
    var policies = new HashSet<String>();
    var refusals = EnumSet.noneOf(RefusalCode.class);
    var stale = new AtomicLong();
    var settled = new AtomicLong();
    var contradicted = new AtomicLong();
    Cases.each(
        WALKS,
        10 * WALKS,
        seed -> {
          var walk = new Walk(seed);
          for (int i = 0; i < COMMANDS; i++) {
            walk.step();
            phases.add(walk.state.phase());
          }
          for (var event : walk.history) {
            if (event instanceof AttemptRefused refused) {
              refusals.add(refused.code());
            }
          }
          assertThat(RemediationSpec.REMEDIATION.fold(walk.history)).isEqualTo(walk.state);
          policies.addAll(walk.policies);
          stale.addAndGet(walk.stale);
          contradicted.addAndGet(walk.contradicted);
          settled.addAndGet(walk.history.stream().filter(DoubtSettled.class::isInstance).count());
          if (walk.state instanceof Closed closed) {
            ends.add(closed.ending());
          }
        });
    assertThat(phases)
        .as("every phase was walked through")
        .containsExactly(Remediation.Phase.values());
    assertThat(policies).as("both kinds of permission were used").hasSize(2);
    assertThat(refusals)
        .as("policy and incident were in the way")
        .contains(POLICY_REFUSED, NOT_APPROVED, INCIDENT_CLOSED);
    assertThat(stale.get()).as("commands that came too late").isGreaterThan(WALKS / 10);
    assertThat(settled.get()).as("doubts that were settled").isPositive();
    assertThat(contradicted.get()).as("settlements that were contradicted").isPositive();
    assertThat(ends).as("every ending was reached").containsExactly(Remediation.Ending.values());
  }

  /** One remediation's life, with its own bookkeeping of what may be. */
  private static final class Walk {
    final List<RemediationEvent> history = new ArrayList<>();
    Remediation state = Remediation.initial();
    private final Random random;
    private final RandomCommands commands;
    private final KnownFacts facts = Remediations.staff();
    private final Set<PrincipalId> agreed = new HashSet<>();
    private PrincipalId proposer = PrincipalId.SYSTEM;
    private int stale;
    private int contradicted;
    private final Set<String> policies = new HashSet<>();
    private int quorum;
    private int clock;
    private int underWay;
    private final int pace;

    Walk(long seed) {
      this.random = new Random(seed);
      this.commands = new RandomCommands(random);
      this.pace = seed % 2 == 0 ? 5 : 60;
    }

    void step() {
      commands.disturb(facts);
      clock += random.nextInt(pace);
      var command = commands.next(state);
      var context = context(command);
      var before = state;
      var events = RemediationDecider.decide(state, command, context).events();
      fenced(command, before, events);
      for (var event : events) {
        watch(before, event);
        permitted(command, event);
        history.add(event);
        state = Remediation.evolve(state, event);
      }
      repeatIsNoEvent(command, context);
    }

    /**
     * Whoever read before others went on changes nothing; but a definite answer about an attempt is
     * true whoever comes with it.
     */
    private void fenced(
        RemediationCommand command, Remediation before, List<RemediationEvent> events) {
      if (before instanceof Known known
          && known.effects() != null
          && read(command) < known.epoch()) {
        stale++;
        assertThat(events)
            .as("%s at epoch %s", command, known.epoch())
            .allMatch(it -> it instanceof AttemptRefused || isAnswer(it));
      }
    }

    private static boolean isAnswer(RemediationEvent event) {
      return switch (event) {
        case DoubtSettled _, AnsweredLate _ -> true;
        case StepCompleted it -> it.result() != null;
        case StepFailed it -> it.code().equals(StepAttempt.TOOK_EFFECT);
        default -> false;
      };
    }

    private static int read(RemediationCommand command) {
      return switch (command) {
        case StartStep it -> it.epoch();
        case RemediationCommand.CompleteStep it -> it.epoch();
        case RemediationCommand.FailStep it -> it.epoch();
        case RemediationCommand.RecordVerification it -> it.epoch();
        case RemediationCommand.StartRollback it -> it.epoch();
        case RemediationCommand.CompleteRollback it -> it.epoch();
        case RemediationCommand.CompleteRemediation it -> it.epoch();
        case RemediationCommand.AbandonRemediation it -> it.epoch();
        default -> Integer.MAX_VALUE;
      };
    }

    /** Except for a step's start, which a second worker must not take for its own. */
    private void repeatIsNoEvent(RemediationCommand command, CommandContext context) {
      if (!(command instanceof StartStep)) {
        assertThat(RemediationDecider.decide(state, command, context).events())
            .as("%s again in %s", command, state.phase())
            .isEmpty();
      }
    }

    private void watch(Remediation before, RemediationEvent event) {
      if (before instanceof Closed closed) {
        assertThat(event)
            .isInstanceOfAny(AttemptRefused.class, DoubtSettled.class, AnsweredLate.class);
        assertThat(event instanceof DoubtSettled && closed.held().isEmpty()).isFalse();
        contradicted += event instanceof AnsweredLate it && !it.held().isEmpty() ? 1 : 0;
      }
      if (event instanceof Completed completed) {
        assertThat(!completed.held().isEmpty()).isEqualTo(inDoubt());
      }
      if (event instanceof Proposed proposed) {
        proposer = proposed.proposer();
      } else if (event instanceof ApprovalRequested requested) {
        quorum = requested.approval().quorum();
      } else if (event instanceof ApprovalGranted granted) {
        agreed.add(granted.by());
      } else if (event instanceof ApprovalRevoked revoked) {
        agreed.remove(revoked.by());
      } else if (event instanceof Approved approved) {
        enough(approved.by());
      } else if (event instanceof ExecutionStarted) {
        assertThat(before).isInstanceOf(Remediation.Approved.class);
        assertThat(facts.of(AccessFacts.class).halts()).isEmpty();
      } else if (event instanceof StepStarted started) {
        started((Known) before, started);
      } else if (event instanceof StepCompleted || event instanceof StepFailed) {
        underWay--;
      }
      assertThat(underWay).isBetween(0, 1);
    }

    /** By the events alone: begun and not told of, or told that nobody knows. */
    private boolean inDoubt() {
      return underWay > 0
          || history.stream()
              .anyMatch(
                  it ->
                      it instanceof StepFailed f
                          && f.code().equals(StepAttempt.IN_DOUBT)
                          && !answered(f));
    }

    private boolean answered(StepFailed doubt) {
      return history.stream()
          .anyMatch(
              it ->
                  it instanceof AnsweredLate a
                      && a.rollback() == doubt.rollback()
                      && a.step() == doubt.step());
    }

    /** Policy of this moment and the incident, wherever somebody is asked or an effect begins. */
    private void permitted(RemediationCommand command, RemediationEvent event) {
      if (event instanceof ApprovalRequested || event instanceof ApprovalGranted) {
        assertThat(facts.of(IncidentFacts.class).open(Remediations.INCIDENT)).isTrue();
      }
      if (command instanceof StartExecution start && event instanceof ExecutionStarted) {
        permitted(start.policy());
      }
      if (command instanceof StartStep start
          && event instanceof StepStarted started
          && !started.rollback()) {
        permitted(start.policy());
      }
    }

    private void permitted(PolicyDecision policy) {
      assertThat(facts.of(IncidentFacts.class).open(Remediations.INCIDENT)).isTrue();
      switch (policy) {
        case PolicyDecision.Allowed _ -> policies.add("allowed");
        case PolicyDecision.Forbidden forbidden -> fail(forbidden.because());
        case PolicyDecision.NeedsApproval needed -> {
          policies.add("approval");
          assertThat(agreed).hasSizeGreaterThanOrEqualTo(needed.approval().quorum());
        }
      }
    }

    private void started(Known before, StepStarted started) {
      assertThat(history).anyMatch(Approved.class::isInstance);
      assertThat(facts.of(AccessFacts.class).halts()).isEmpty();
      assertThat(started.epoch()).isEqualTo(before.epoch() + 1);
      assertThat(started.key()).isEqualTo(expectedKey(started));
      if (!started.rollback()) {
        enough(started.approvers());
      }
      if (((Remediation.Running) before).inFlight().isEmpty()) {
        underWay++;
      }
    }

    /** The key of before, unless the target refused it. */
    private String expectedKey(StepStarted started) {
      var key = StepAttempt.key(Remediations.ID, started.rollback(), started.step(), 1);
      for (var event : history) {
        if (event instanceof StepFailed failed
            && failed.rollback() == started.rollback()
            && failed.step() == started.step()
            && List.of("REFUSED", "STALE").contains(failed.code())) {
          key =
              StepAttempt.key(
                  Remediations.ID, failed.rollback(), failed.step(), failed.attempt() + 1);
        }
      }
      return key;
    }

    private void enough(List<PrincipalId> by) {
      assertThat(by).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(quorum);
      for (var who : by) {
        var known = facts.of(AccessFacts.class).principal(who).orElseThrow();
        assertThat(agreed).contains(who);
        assertThat(who).isNotEqualTo(proposer);
        assertThat(known.kind()).isEqualTo(PrincipalKind.PERSON);
        assertThat(known.active()).isTrue();
        assertThat(known.roles()).doesNotContain(Role.ADMINISTRATOR);
      }
    }

    private CommandContext context(RemediationCommand command) {
      var people =
          command instanceof RemediationCommand.Approve
              || command instanceof RemediationCommand.Deny
              || command instanceof RemediationCommand.Revoke
              || command instanceof RemediationCommand.RequestStop
              || (command instanceof Proposal && random.nextInt(3) == 0);
      if (people == (random.nextInt(20) > 0)) {
        var who = commands.pick(RandomCommands.PERSONS);
        return Contexts.of(
            new Actor(new PrincipalId(who), PrincipalKind.PERSON), after(clock), facts);
      }
      return random.nextInt(20) == 0 ? facts.as("ci", after(clock)) : facts.asSystem(after(clock));
    }
  }
}
