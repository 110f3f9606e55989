package io.countersign.domain.remediation;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.Event;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.RefusalEvent;
import io.countersign.domain.Role;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.diagnosis.ProbeReading;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.planning.ConsideredAlternatives;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.planning.TargetState;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyGrounds;
import io.countersign.domain.policy.PolicyInput;
import io.countersign.domain.policy.PolicyJudgement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An event of one remediation. When is in the event's metadata. */
public sealed interface RemediationEvent extends Event {
  RemediationId remediation();

  /**
   * @param considered what else was thought of; null where nothing was told
   */
  record Proposed(
      RemediationId remediation,
      int diagnosis,
      PrincipalId proposer,
      Plan plan,
      Digest planDigest,
      @Nullable ConsideredAlternatives considered)
      implements RemediationEvent {
    public Proposed(
        RemediationId remediation,
        int diagnosis,
        PrincipalId proposer,
        Plan plan,
        Digest planDigest) {
      this(remediation, diagnosis, proposer, plan, planDigest, null);
    }
  }

  /**
   * Policy spoke.
   *
   * @param input what it looked at, by which its decision can be replayed; null where that wasn't
   *     kept yet
   * @param inputs the digest of {@code input}
   * @param engine which version of the evaluator decided; null where that wasn't kept yet
   */
  record PolicyEvaluated(
      RemediationId remediation,
      PolicyDecision decision,
      @Nullable PolicyInput input,
      @Nullable Digest inputs,
      @Nullable String engine)
      implements RemediationEvent {
    /** By what was looked at. */
    public static PolicyEvaluated of(
        RemediationId remediation, PolicyDecision decision, @Nullable PolicyGrounds grounds) {
      return grounds == null
          ? new PolicyEvaluated(remediation, decision, null, null, null)
          : new PolicyEvaluated(
              remediation, decision, grounds.input(), grounds.input().digest(), grounds.engine());
    }
  }

  record ApprovalRequested(
      RemediationId remediation,
      Digest planDigest,
      PolicyDecision.Approval approval,
      Instant remindAt,
      Instant escalateAt,
      Instant expiresAt)
      implements RemediationEvent {}

  /**
   * The approvals given count on, and more is asked for.
   *
   * @param planDigest of the plan, which is the same
   * @param approval what is asked for besides what was
   * @param standing those whose approvals count on at that moment
   * @param policyBundle of the rule set that asks for more
   * @param policyRules ids of its rules that matched
   */
  record ApprovalExtended(
      RemediationId remediation,
      Digest planDigest,
      PolicyDecision.Approval approval,
      List<PrincipalId> standing,
      Instant remindAt,
      Instant escalateAt,
      Digest policyBundle,
      List<String> policyRules)
      implements RemediationEvent {
    public ApprovalExtended {
      standing = List.copyOf(standing);
      policyRules = List.copyOf(policyRules);
    }
  }

  /**
   * Fewer people could approve by now than are asked for: it waits, and can't be approved until
   * that is otherwise.
   */
  record QuorumImpossible(RemediationId remediation, ApproverShortfall shortfall)
      implements RemediationEvent {}

  /** Enough people could approve again. */
  record QuorumPossible(RemediationId remediation) implements RemediationEvent {}

  record ApprovalReminded(RemediationId remediation) implements RemediationEvent {}

  /**
   * From here on others may decide too.
   *
   * @param roles that let them
   * @param groups whose members may, where only members of some may; null for no others
   * @param nextAt when the next step of the escalation is due (UTC); null for none
   */
  record ApprovalEscalated(
      RemediationId remediation,
      Set<Role> roles,
      @Nullable Set<String> groups,
      @Nullable Instant nextAt)
      implements RemediationEvent {
    public ApprovalEscalated {
      roles = Set.copyOf(roles);
      groups = groups == null || groups.isEmpty() ? null : Set.copyOf(groups);
    }

    /** The only step, or the last, of roles alone. */
    public ApprovalEscalated(RemediationId remediation, Set<Role> roles) {
      this(remediation, roles, null, null);
    }
  }

  /**
   * @param roles what the person held at that moment
   * @param grounds what else it was judged by; null where there was nothing, as before it was kept
   */
  record ApprovalGranted(
      RemediationId remediation,
      PrincipalId by,
      Set<Role> roles,
      Digest planDigest,
      String reason,
      @Nullable ApprovalGrounds grounds)
      implements RemediationEvent {
    public ApprovalGranted {
      roles = Set.copyOf(roles);
    }

    public ApprovalGranted(
        RemediationId remediation,
        PrincipalId by,
        Set<Role> roles,
        Digest planDigest,
        String reason) {
      this(remediation, by, roles, planDigest, reason, null);
    }

    /** Null for none. */
    public @Nullable ApprovalConditions conditions() {
      return grounds == null ? null : grounds.conditions();
    }
  }

  record ApprovalDenied(RemediationId remediation, PrincipalId by, Digest planDigest, String reason)
      implements RemediationEvent {}

  record ApprovalRevoked(
      RemediationId remediation, PrincipalId by, Digest planDigest, String reason)
      implements RemediationEvent {}

  /**
   * The incident's commander let fewer approvals suffice; that owes a review.
   *
   * @param by the commander, whose own approval doesn't count among those few
   * @param quorum how many suffice, where policy of that moment asks for no more in an emergency
   */
  record QuorumShortened(
      RemediationId remediation, Digest planDigest, PrincipalId by, int quorum, String reason)
      implements RemediationEvent {}

  /**
   * Somebody independent has looked at the shortened quorum.
   *
   * @param justified whether it was right to shorten it
   */
  record ShorteningReviewed(
      RemediationId remediation, PrincipalId by, boolean justified, String note)
      implements RemediationEvent {}

  /**
   * @param by the persons whose approvals made the quorum; empty when policy let it run by itself
   */
  record Approved(RemediationId remediation, Digest planDigest, List<PrincipalId> by)
      implements RemediationEvent {
    public Approved {
      by = List.copyOf(by);
    }
  }

  record Expired(RemediationId remediation) implements RemediationEvent {}

  record Withdrawn(RemediationId remediation, Reason reason, String because)
      implements RemediationEvent {
    /** Why it isn't wanted any more. */
    public enum Reason {
      SUPERSEDED,
      NO_LONGER_NEEDED,
      POLICY_FORBIDS,
      DRIFTED,
      CONTENT_CHANGED,
      WINDOW_WIDENED
    }
  }

  /**
   * @param policyBundle of the rule set that the gate judged by, which may be a later one than that
   *     of {@code PolicyEvaluated}
   * @param policyRules ids of its rules that matched
   * @param checks the gate's, as they were made; null before they were recorded
   * @param judgement what policy said at the gate, and of what; null where that wasn't kept yet
   * @param breakGlass without which the gate wouldn't have let it through; null where it would have
   */
  record ExecutionStarted(
      RemediationId remediation,
      Digest planDigest,
      List<String> leases,
      List<TargetState> observed,
      List<ProbeReading> before,
      Digest policyBundle,
      List<String> policyRules,
      @Nullable List<GateCheck> checks,
      @Nullable PolicyJudgement judgement,
      @Nullable BreakGlassId breakGlass)
      implements RemediationEvent {
    public ExecutionStarted(
        RemediationId remediation,
        Digest planDigest,
        List<String> leases,
        List<TargetState> observed,
        List<ProbeReading> before,
        Digest policyBundle,
        List<String> policyRules) {
      this(
          remediation,
          planDigest,
          leases,
          observed,
          before,
          policyBundle,
          policyRules,
          null,
          null,
          null);
    }

    public ExecutionStarted {
      checks = checks == null ? null : List.copyOf(checks);
      leases = List.copyOf(leases);
      observed = List.copyOf(observed);
      before = List.copyOf(before);
      policyRules = List.copyOf(policyRules);
    }
  }

  /**
   * The intent, recorded before the effect; once more for the same attempt where it's sent again
   * under the same key.
   *
   * @param observed the target just before
   * @param instance which instance of it ran then, in its own words: see {@link
   *     io.countersign.domain.planning.ObservedTarget}; null if that isn't told
   * @param approvers those still authorised at that moment
   * @param policyBundle of the rule set that the gate read at that moment
   * @param policyRules ids of its rules that matched
   * @param at when, by the database's clock: its deadline counts from it
   * @param checks the gate's, as they were made; null before they were recorded
   * @param judgement what policy said at the gate, and of what; null where that wasn't kept yet,
   *     and on the way back, where nobody asks it
   * @param breakGlass without which the gate wouldn't have let it through; null where it would have
   */
  record StepStarted(
      RemediationId remediation,
      int step,
      int attempt,
      int epoch,
      boolean rollback,
      String key,
      TargetState observed,
      @Nullable String instance,
      List<PrincipalId> approvers,
      Digest policyBundle,
      List<String> policyRules,
      Instant at,
      @Nullable List<GateCheck> checks,
      @Nullable PolicyJudgement judgement,
      @Nullable BreakGlassId breakGlass)
      implements RemediationEvent {
    public StepStarted(
        RemediationId remediation,
        int step,
        int attempt,
        int epoch,
        boolean rollback,
        String key,
        TargetState observed,
        @Nullable String instance,
        List<PrincipalId> approvers,
        Digest policyBundle,
        List<String> policyRules,
        Instant at) {
      this(
          remediation,
          step,
          attempt,
          epoch,
          rollback,
          key,
          observed,
          instance,
          approvers,
          policyBundle,
          policyRules,
          at,
          null,
          null,
          null);
    }

    public StepStarted {
      checks = checks == null ? null : List.copyOf(checks);
      approvers = List.copyOf(approvers);
      policyRules = List.copyOf(policyRules);
    }
  }

  /**
   * @param at when the effect was seen (UTC): verification counts from it
   */
  record StepCompleted(
      RemediationId remediation,
      int step,
      int attempt,
      boolean rollback,
      TargetState after,
      @Nullable BlobRef result,
      Instant at)
      implements RemediationEvent {}

  record StepFailed(
      RemediationId remediation,
      int step,
      int attempt,
      boolean rollback,
      String code,
      boolean again,
      Instant at)
      implements RemediationEvent {}

  record StopRequested(RemediationId remediation, PrincipalId by, String reason)
      implements RemediationEvent {}

  /**
   * The gate refuses what would go on by itself, until that is mended; recorded once for each code.
   *
   * @param by the ended remediations that hold its targets until a person has settled what became
   *     of them; null for none
   * @param detail what exactly is in the way, such as which clock is off by how much; null where
   *     the code says it all
   * @param opensAt where a calendar is in the way, when its targets are open for long enough (UTC);
   *     null for never, as far as is computed, and where something else is
   * @param consentUntil where a calendar is in the way, until when what was approved counts from
   *     now on (UTC), so that waiting for it uses up nobody's consent; null where it stays as it
   *     was
   * @param since where a calendar is in the way, when that turned out (UTC); null where something
   *     else is
   */
  record HeldUp(
      RemediationId remediation,
      RefusalCode code,
      @Nullable List<RemediationId> by,
      @Nullable String detail,
      @Nullable Instant opensAt,
      @Nullable Instant consentUntil,
      @Nullable Instant since)
      implements RemediationEvent {
    public HeldUp {
      by = by == null ? null : List.copyOf(by);
    }

    public HeldUp(RemediationId remediation, RefusalCode code) {
      this(remediation, code, null, null);
    }

    /** Not by a calendar. */
    public HeldUp(
        RemediationId remediation,
        RefusalCode code,
        @Nullable List<RemediationId> by,
        @Nullable String detail) {
      this(remediation, code, by, detail, null, null, null);
    }

    /** What has to be done, in words for a person. */
    public String reason() {
      var toSettle = by == null ? List.<RemediationId>of() : by;
      return toSettle.stream()
          .map(it -> " (countersign settle " + it.value() + ")")
          .collect(Collectors.joining("", meaning(), ""));
    }

    private String meaning() {
      return detail == null ? code.meaning() : code.meaning() + " " + detail;
    }
  }

  /**
   * What is left of it wasn't agreed to in time: it stays undone, and what was done is verified.
   *
   * @param completed how many of its steps were done
   * @param leftOut the numbers of those that weren't
   */
  record ExecutionCurtailed(RemediationId remediation, int completed, List<Integer> leftOut)
      implements RemediationEvent {
    public ExecutionCurtailed {
      leftOut = List.copyOf(leftOut);
    }
  }

  record VerificationPassed(RemediationId remediation, List<ProbeReading> after)
      implements RemediationEvent {
    public VerificationPassed {
      after = List.copyOf(after);
    }
  }

  record VerificationFailed(RemediationId remediation, List<ProbeReading> after)
      implements RemediationEvent {
    public VerificationFailed {
      after = List.copyOf(after);
    }
  }

  record RollbackStarted(RemediationId remediation, String because) implements RemediationEvent {}

  record RolledBack(RemediationId remediation, List<TargetState> after)
      implements RemediationEvent {
    public RolledBack {
      after = List.copyOf(after);
    }
  }

  /**
   * @param doubtful the targets of what may still take effect: their lease goes on until that is
   *     settled; null where nothing is in doubt
   */
  record Completed(
      RemediationId remediation,
      Outcome outcome,
      Map<String, String> detail,
      @Nullable List<EntityId> doubtful)
      implements RemediationEvent {
    /** How it ended, after execution had begun. */
    public enum Outcome {
      VERIFIED,
      ROLLED_BACK,
      ABANDONED
    }

    public Completed {
      detail = Map.copyOf(detail);
      doubtful = doubtful == null ? null : List.copyOf(doubtful);
    }

    public Completed(RemediationId remediation, Outcome outcome, Map<String, String> detail) {
      this(remediation, outcome, detail, null);
    }

    /** The targets whose lease goes on. */
    public List<EntityId> held() {
      return doubtful == null ? List.of() : doubtful;
    }
  }

  /**
   * It's known by now whether what was in doubt took effect; its targets are free again.
   *
   * @param by who looked, or the product where its executor answered late
   */
  record DoubtSettled(RemediationId remediation, PrincipalId by, Effect effect, String reason)
      implements RemediationEvent {
    /** Whether it came. */
    public enum Effect {
      OCCURRED,
      ABSENT
    }
  }

  /**
   * Its executor has answered definitely of an attempt, when the record said otherwise or no longer
   * waited for an answer.
   *
   * @param effect whether it came, by the executor's word
   * @param answer that word
   * @param contradicted the targets that nobody may act on until a person has settled it again;
   *     null for none
   */
  record AnsweredLate(
      RemediationId remediation,
      int step,
      int attempt,
      boolean rollback,
      DoubtSettled.Effect effect,
      String answer,
      @Nullable List<EntityId> contradicted,
      Instant at)
      implements RemediationEvent {
    public AnsweredLate {
      contradicted = contradicted == null ? null : List.copyOf(contradicted);
    }

    /** The targets that are held again. */
    public List<EntityId> held() {
      return contradicted == null ? List.of() : contradicted;
    }

    /** In words for a person. */
    public String reason() {
      return "Its executor answered late of %sstep %s, which %s after all: %s"
          .formatted(
              rollback ? "undoing " : "",
              step,
              switch (effect) {
                case OCCURRED -> "took effect";
                case ABSENT -> "had no effect";
              },
              answer);
    }
  }

  /**
   * @param checks the gate's, where it refused; else null
   */
  record AttemptRefused(
      RemediationId remediation,
      RefusalCode code,
      PrincipalId by,
      String command,
      Instant at,
      @Nullable List<GateCheck> checks)
      implements RemediationEvent, RefusalEvent {
    public AttemptRefused {
      checks = checks == null ? null : List.copyOf(checks);
    }

    public AttemptRefused(
        RemediationId remediation, RefusalCode code, PrincipalId by, String command, Instant at) {
      this(remediation, code, by, command, at, null);
    }
  }
}
