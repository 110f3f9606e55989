package io.countersign.domain.remediation;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Command;
import io.countersign.domain.Digest;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.planning.ConsideredAlternatives;
import io.countersign.domain.planning.ObservedTarget;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.remediation.RemediationEvent.DoubtSettled;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command about one remediation, by phase. */
public sealed interface RemediationCommand extends Command {
  RemediationId remediation();

  @Override
  default String target() {
    return remediation().value();
  }

  /** Phase one: what is proposed, and what policy says. */
  sealed interface Proposal extends RemediationCommand {}

  /**
   * @param diagnosis the number of the diagnosis that it rests on
   * @param considered what else was thought of; null where nothing is to be told
   */
  record ProposeRemediation(
      RemediationId remediation,
      int diagnosis,
      Plan plan,
      @Nullable ConsideredAlternatives considered)
      implements Proposal {
    public ProposeRemediation(RemediationId remediation, int diagnosis, Plan plan) {
      this(remediation, diagnosis, plan, null);
    }
  }

  /**
   * What policy says.
   *
   * @param grounds what it came of; null where that isn't known
   */
  record RecordPolicy(
      RemediationId remediation, PolicyDecision decision, @Nullable PolicyGrounds grounds)
      implements Proposal {
    public RecordPolicy(RemediationId remediation, PolicyDecision decision) {
      this(remediation, decision, null);
    }
  }

  /** Superseded, or no longer needed. */
  record WithdrawRemediation(
      RemediationId remediation, RemediationEvent.Withdrawn.Reason reason, String because)
      implements Proposal {
    public WithdrawRemediation {
      because = TextRedaction.text(because);
    }
  }

  /** Phase two: who must agree, and who did. */
  sealed interface Consent extends RemediationCommand {}

  /** Deadlines count from the context's instant. */
  record RequestApproval(RemediationId remediation) implements Consent {}

  /**
   * @param conditions that the approver makes; null for none
   */
  record Approve(
      RemediationId remediation,
      Digest planDigest,
      String reason,
      @Nullable ApprovalConditions conditions)
      implements Consent {
    public Approve {
      reason = TextRedaction.text(reason);
      conditions = conditions == null || conditions.isEmpty() ? null : conditions;
    }

    public Approve(RemediationId remediation, Digest planDigest, String reason) {
      this(remediation, planDigest, reason, null);
    }
  }

  record Deny(RemediationId remediation, Digest planDigest, String reason) implements Consent {
    public Deny {
      reason = TextRedaction.text(reason);
    }
  }

  record Revoke(RemediationId remediation, Digest planDigest, String reason) implements Consent {
    public Revoke {
      reason = TextRedaction.text(reason);
    }
  }

  /**
   * The incident's commander asks for fewer approvals, down to what policy names for an emergency.
   *
   * @param quorum how many are to suffice; null for as few as policy lets
   */
  record ShortenQuorum(
      RemediationId remediation, Digest planDigest, @Nullable Integer quorum, String reason)
      implements Consent {
    public ShortenQuorum {
      reason = TextRedaction.text(reason);
    }
  }

  /**
   * Somebody independent looks at the shortened quorum.
   *
   * @param justified whether it was right to shorten it
   * @param note what was found
   */
  record ReviewShortening(RemediationId remediation, boolean justified, String note)
      implements Consent {
    public ReviewShortening {
      note = TextRedaction.text(note);
    }
  }

  /** The reminder's time has come; judged against the recorded one. */
  record RemindApprovers(RemediationId remediation) implements Consent {}

  record EscalateApproval(RemediationId remediation) implements Consent {}

  record ExpireApproval(RemediationId remediation) implements Consent {}

  /**
   * What was agreed to doesn't suffice any more: ask for what is missing.
   *
   * @param policy what policy says of the plan at this moment
   */
  record ExtendApproval(RemediationId remediation, PolicyDecision policy) implements Consent {}

  /** Phase three: effects. */
  sealed interface Execution extends RemediationCommand {}

  /**
   * The gate, first pass.
   *
   * @param planDigest of the plan with each step's content as who will execute it has just computed
   * @param observed the targets as just read
   * @param before the probes as just measured: the fault must still be there
   * @param policy what policy says of the plan at this moment
   * @param clocks compared at this moment
   * @param grounds of what policy says; null where they aren't known
   */
  record StartExecution(
      RemediationId remediation,
      Digest planDigest,
      List<TargetState> observed,
      List<ProbeReading> before,
      PolicyDecision policy,
      ClockComparison clocks,
      @Nullable PolicyGrounds grounds)
      implements Execution {
    public StartExecution(
        RemediationId remediation,
        Digest planDigest,
        List<TargetState> observed,
        List<ProbeReading> before,
        PolicyDecision policy,
        ClockComparison clocks) {
      this(remediation, planDigest, observed, before, policy, clocks, null);
    }

    public StartExecution {
      observed = List.copyOf(observed);
      before = List.copyOf(before);
    }
  }

  /**
   * The gate, second pass: recorded before the effect.
   *
   * @param step number within the plan, or within its rollback once rolling back
   * @param epoch the state's epoch as the worker read it; another worker's step makes it stale
   * @param key the idempotency key that the target will see: {@link Remediation.Running#nextKey}
   * @param planDigest as at the first pass; on the way back only this step's content is new
   * @param observed the target as just read
   * @param policy what policy says of the plan at this moment
   * @param clocks compared at this moment
   * @param again whether an attempt whose effect is in doubt is sent once more under its key, which
   *     the target is declared to honour
   * @param grounds of what policy says; null where they aren't known
   */
  record StartStep(
      RemediationId remediation,
      int step,
      int epoch,
      String key,
      Digest planDigest,
      ObservedTarget observed,
      PolicyDecision policy,
      ClockComparison clocks,
      boolean again,
      @Nullable PolicyGrounds grounds)
      implements Execution {
    public StartStep(
        RemediationId remediation,
        int step,
        int epoch,
        String key,
        Digest planDigest,
        ObservedTarget observed,
        PolicyDecision policy,
        ClockComparison clocks,
        boolean again) {
      this(remediation, step, epoch, key, planDigest, observed, policy, clocks, again, null);
    }
  }

  /**
   * @param epoch the state's epoch once this attempt was started; likewise below
   * @param rollback whether it's a step of the rollback, so that a late word about a step forward
   *     is never taken for one about the way back
   * @param result the executor's answer, redacted and bounded, kept beside the record
   */
  record CompleteStep(
      RemediationId remediation,
      int epoch,
      int step,
      int attempt,
      boolean rollback,
      TargetState after,
      @Nullable BlobRef result)
      implements Execution {}

  /**
   * @param code the executor's stable word: {@code STALE}, {@code REFUSED}, {@code UNREACHABLE},
   *     {@code TIMEOUT}, {@code UNHEALTHY}, ...
   * @param again whether another attempt may be made
   */
  record FailStep(
      RemediationId remediation,
      int epoch,
      int step,
      int attempt,
      boolean rollback,
      String code,
      boolean again)
      implements Execution {}

  record RequestStop(RemediationId remediation, String reason) implements Execution {
    public RequestStop {
      reason = TextRedaction.text(reason);
    }
  }

  /**
   * The gate refuses for now what would go on by itself: somebody has to know.
   *
   * @param detail what exactly is in the way, in words; null where the code says it all
   */
  record RecordHoldUp(RemediationId remediation, RefusalCode code, @Nullable String detail)
      implements Execution {
    public RecordHoldUp(RemediationId remediation, RefusalCode code) {
      this(remediation, code, null);
    }
  }

  /** Phase four: did it help. */
  sealed interface Verification extends RemediationCommand {}

  /**
   * @param epoch the state's epoch as the worker read it; likewise below
   * @param after the probes' last readings; all hold, for their stability time, or it has failed
   */
  record RecordVerification(
      RemediationId remediation, int epoch, boolean passed, List<ProbeReading> after)
      implements Verification {
    public RecordVerification {
      after = List.copyOf(after);
    }
  }

  /** Nobody else agreed to what is left of it: what was done by then is verified. */
  record CurtailExecution(RemediationId remediation, int epoch) implements Verification {}

  record StartRollback(RemediationId remediation, int epoch, String because)
      implements Verification {}

  /**
   * @param after the targets as read: must equal the plan's recorded prior states
   */
  record CompleteRollback(RemediationId remediation, int epoch, List<TargetState> after)
      implements Verification {
    public CompleteRollback {
      after = List.copyOf(after);
    }
  }

  record CompleteRemediation(RemediationId remediation, int epoch) implements Verification {}

  /** It can't go on: neither forward nor back. A person takes over. */
  record AbandonRemediation(
      RemediationId remediation, int epoch, String because, Map<String, String> state)
      implements Verification {
    public AbandonRemediation {
      state = Map.copyOf(state);
    }
  }

  /** After the end: what became of what was left in doubt. */
  sealed interface Settlement extends RemediationCommand {}

  /**
   * A person has looked at the targets.
   *
   * @param effect what is known by now of the step in doubt
   */
  record SettleDoubt(RemediationId remediation, DoubtSettled.Effect effect, String reason)
      implements Settlement {
    public SettleDoubt {
      reason = TextRedaction.text(reason);
    }
  }
}
