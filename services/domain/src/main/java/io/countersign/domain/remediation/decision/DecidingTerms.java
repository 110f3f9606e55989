package io.countersign.domain.remediation.decision;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Rule;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.EmergencyFacts.OpenBreakGlass;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ProposalRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The terms by which somebody decides on a plan at this moment: those of break-glass where they may
 * by it, else the usual ones. A break-glass that is open takes nobody's say away.
 *
 * @param asked what is asked for by them
 * @param breakGlass null where it's as usual
 * @param mayDecide the rules of who may by them
 */
record DecidingTerms(ApprovalState asked, @Nullable BreakGlassId breakGlass, List<Rule> mayDecide) {
  static DecidingTerms of(ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var usual = usual(dossier, consent, context);
    return EmergencyPower.breakGlass(dossier, context)
        .map(it -> by(it, dossier, consent, context))
        .filter(it -> Rule.allKept(it.mayDecide) || !Rule.allKept(usual.mayDecide))
        .orElse(usual);
  }

  private static DecidingTerms usual(
      ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return new DecidingTerms(
        consent, null, ApproverEligibility.mayDecide(dossier, consent, context));
  }

  private static DecidingTerms by(
      OpenBreakGlass it, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var eased = consent.under(EmergencyPower.of(it).easing());
    return new DecidingTerms(
        eased, it.id(), ApproverEligibility.mayDecide(dossier, eased, context));
  }
}
