package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.STEP_NOT_APPROVED;
import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Rule;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Running;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The reach of consent: how far into a plan people agreed to go. Each step needs all that is asked
 * for of its own, by those whose approvals reach it. A way back has no such end: whatever was done
 * may be undone.
 */
final class StepCoverage {
  private StepCoverage() {}

  /** Whether all steps are agreed to by those who still may. */
  static boolean whole(ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return ApproverEligibility.sufficient(
        dossier, consent.reaching(dossier.plan().steps().size()), context);
  }

  /**
   * Enough of those who agreed agreed to go this far. Where they aren't enough anyhow, other checks
   * say so.
   *
   * @param now what policy asks for by now
   */
  static Rule reached(Running state, PolicyDecision now, CommandContext context) {
    var consent = state.consent();
    int step = step(state);
    if (consent == null) {
      return that(true, STEP_NOT_APPROVED).checking("step-approved", "nobody was asked");
    }
    var reaching = consent.reaching(step);
    boolean kept = enough(state, now, reaching, context) || !enough(state, now, consent, context);
    var those = words(reaching.approvers());
    return that(kept, STEP_NOT_APPROVED, STEP_NOT_APPROVED.meaning() + " To step " + step + those)
        .checking("step-approved", "step " + step + those);
  }

  /** Those whose approvals count for what comes next. */
  static List<PrincipalId> counting(Running state, CommandContext context) {
    var consent = state.consent();
    return consent == null || state.rollback()
        ? ExecutionGate.stillAuthorised(state, context)
        : ApproverEligibility.counting(state.dossier(), consent.reaching(step(state)), context);
  }

  private static boolean enough(
      Known state, PolicyDecision now, ApprovalState consent, CommandContext context) {
    return ApproverEligibility.sufficient(state.dossier(), consent, context)
        && (!(now instanceof NeedsApproval needed)
            || ApproverEligibility.met(needed.approval(), state.dossier(), consent, context));
  }

  private static int step(Running state) {
    return state.effects().completed(state.rollback()) + 1;
  }

  private static String words(List<PrincipalId> persons) {
    return persons.stream()
        .map(PrincipalId::value)
        .collect(Collectors.joining(", ", " agreed: ", persons.isEmpty() ? "nobody." : "."));
  }
}
