package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.APPROVAL_EXPIRED;
import static io.countersign.domain.RefusalCode.APPROVER_NO_LONGER_AUTHORISED;
import static io.countersign.domain.RefusalCode.CLOCK_SKEWED;
import static io.countersign.domain.RefusalCode.CONDITION_NOT_MET;
import static io.countersign.domain.RefusalCode.CONTENT_CHANGED;
import static io.countersign.domain.RefusalCode.DIGEST_MISMATCH;
import static io.countersign.domain.RefusalCode.EXECUTION_HALTED;
import static io.countersign.domain.RefusalCode.INCIDENT_CLOSED;
import static io.countersign.domain.RefusalCode.NOT_APPROVED;
import static io.countersign.domain.RefusalCode.POLICY_REFUSED;
import static io.countersign.domain.RefusalCode.TARGET_BUSY;
import static io.countersign.domain.RefusalCode.TARGET_IN_DOUBT;
import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.incident.IncidentFacts;
import io.countersign.domain.planning.Plan;
import io.countersign.domain.policy.ClockComparison;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Allowed;
import io.countersign.domain.policy.PolicyDecision.Forbidden;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.RemediationFacts;
import io.countersign.domain.remediation.RemediationFacts.Holder;
import io.countersign.domain.remediation.RemediationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that stand before every effect, judged by facts and policy as they are now (invariant
 * 7). A rollback was approved with its plan: a closed incident, expiry, lost roles, stricter policy
 * and a requested stop don't hold it up, but the kill switch does, because halted means that
 * nothing is touched.
 */
final class ExecutionGate {
  private ExecutionGate() {}

  /** Only on the way forward: it's still wanted, and still agreed to. */
  static List<Rule> forward(
      Known state, PolicyDecision now, ClockComparison clocks, CommandContext context) {
    var consent = state.consent();
    var facts = context.facts();
    return List.of(
        incidentOpen(state.dossier().plan(), facts),
        that(consent == null || !consent.expired(context.at()), APPROVAL_EXPIRED),
        that(
            !state.dossier().plan().expired(context.at()),
            APPROVAL_EXPIRED,
            "The plan has expired."),
        agreed(state.dossier(), consent, facts),
        conditioned(state, consent, context),
        permitted(state, now, facts),
        that(
            clocks.agree() || !state.dossier().isHighRisk(now), CLOCK_SKEWED, clocks.difference()));
  }

  /** Each condition of each approval that counts holds now. */
  private static Rule conditioned(
      Known state, @Nullable ApprovalState consent, CommandContext context) {
    var counting = stillAuthorised(state, context.facts());
    var unmet =
        consent == null
            ? List.<String>of()
            : ApprovalTerms.unmet(state, consent, counting, context.at());
    return that(
        unmet.isEmpty(),
        CONDITION_NOT_MET,
        "An approver's condition doesn't hold: " + String.join("; ", unmet) + ".");
  }

  /** Those who agreed still may: an approval of who turns out to be involved never counted. */
  private static Rule agreed(ProposalRecord dossier, @Nullable ApprovalState consent, Facts facts) {
    if (consent == null || ApproverEligibility.sufficient(dossier, consent, facts)) {
      return that(true, APPROVER_NO_LONGER_AUTHORISED);
    }
    return consent.approvers().stream()
        .flatMap(who -> ApproverEligibility.notInvolved(who, dossier, facts).stream())
        .filter(rule -> !rule.kept())
        .findFirst()
        .orElseGet(() -> that(false, APPROVER_NO_LONGER_AUTHORISED));
  }

  /** Before any effect, also of the way back. */
  static List<Rule> effects(ProposalRecord dossier, Facts facts) {
    var doubtful = inDoubtBy(dossier, facts);
    return List.of(
        that(!facts.of(AccessFacts.class).executionHalted(), EXECUTION_HALTED),
        that(doubtful == null, TARGET_IN_DOUBT, TARGET_IN_DOUBT.meaning() + " Settle: " + doubtful),
        that(holders(dossier, facts).isEmpty(), TARGET_BUSY));
  }

  /**
   * The ended remediations of others that hold its targets: waiting alone frees none of them. Null
   * for none.
   */
  static @Nullable List<RemediationId> inDoubtBy(ProposalRecord dossier, Facts facts) {
    var ended =
        holders(dossier, facts).stream().filter(Holder::ended).map(Holder::remediation).toList();
    return ended.isEmpty() ? null : ended;
  }

  private static List<Holder> holders(ProposalRecord dossier, Facts facts) {
    var known = facts.of(RemediationFacts.class);
    return dossier.targets().stream()
        .flatMap(target -> known.holders(target).stream())
        .filter(it -> !it.remediation().equals(dossier.remediation()))
        .distinct()
        .toList();
  }

  /**
   * The record is whole, and what would run is what was approved.
   *
   * @param recomputed of the plan with each step's content as it is now
   */
  static List<Rule> samePlan(ProposalRecord dossier, Digest recomputed) {
    return List.of(
        that(
            dossier.plan().digest().equals(dossier.planDigest()),
            DIGEST_MISMATCH,
            "The recorded plan isn't the one that its digest is of."),
        that(recomputed.equals(dossier.planDigest()), CONTENT_CHANGED));
  }

  /** What answers an incident that is over answers nothing. */
  static Rule incidentOpen(Plan plan, Facts facts) {
    return that(facts.of(IncidentFacts.class).open(plan.incident()), INCIDENT_CLOSED);
  }

  /** Those whose approvals count by the recorded terms; nobody where nobody was asked. */
  static List<PrincipalId> stillAuthorised(Known state, Facts facts) {
    var consent = state.consent();
    return consent == null
        ? List.of()
        : ApproverEligibility.stillAuthorised(state.dossier(), consent, facts);
  }

  /**
   * Policy of now can only tighten what was recorded: looser terms change nothing, because what was
   * asked for stays in force; stricter ones need the approvals that they ask for.
   */
  private static Rule permitted(Known state, PolicyDecision now, Facts facts) {
    return switch (now) {
      case Allowed _ -> that(true, POLICY_REFUSED);
      case Forbidden forbidden ->
          that(false, POLICY_REFUSED, "Policy forbids this plan by now: " + forbidden.because());
      case NeedsApproval needed -> {
        var consent = state.consent();
        var counting =
            consent == null
                ? 0
                : ApproverEligibility.stillAuthorised(
                        state.dossier(), consent.under(needed.approval()), facts)
                    .size();
        yield that(
            counting >= needed.approval().quorum(), NOT_APPROVED, stricter(needed, counting));
      }
    };
  }

  private static String stricter(NeedsApproval needed, int counting) {
    return "Policy became stricter since approval (rules "
        + String.join(", ", needed.rules())
        + "): it takes "
        + needed.approval().quorum()
        + " approvals by now, and "
        + counting
        + " of those given count.";
  }
}
