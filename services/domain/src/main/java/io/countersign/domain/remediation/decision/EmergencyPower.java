package io.countersign.domain.remediation.decision;

import static io.countersign.domain.Rule.that;
import static io.countersign.domain.access.CredentialRules.anotherPerson;

import io.countersign.domain.CommandContext;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.BreakGlassStanding;
import io.countersign.domain.emergency.EmergencyFacts;
import io.countersign.domain.emergency.EmergencyFacts.OpenBreakGlass;
import io.countersign.domain.policy.PolicyDecision;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.policy.PolicyDecision.NeedsApproval;
import io.countersign.domain.policy.PolicyDecision.Safeguards;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ApprovalState.Shortening;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.Remediation.Known;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The easing of what an approval takes, in an emergency. Who eased it isn't among those who approve
 * by it: it takes another person still.
 *
 * @param by whose approvals don't count by it
 * @param easing what it makes of terms
 * @param words what it is, for the record
 */
record EmergencyPower(Set<PrincipalId> by, UnaryOperator<Approval> easing, String words) {
  EmergencyPower {
    by = Set.copyOf(by);
  }

  /** Those that hold over this plan at this moment. */
  static List<EmergencyPower> over(
      ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return Stream.concat(
            breakGlass(dossier, context).map(EmergencyPower::of).stream(),
            shortening(dossier, consent, context).stream())
        .toList();
  }

  /** What a commander shortened; empty where that doesn't hold. */
  static List<EmergencyPower> shortening(
      ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    var it = consent.shortening();
    return it != null && QuorumShortening.holds(it, dossier, context) ? List.of(of(it)) : List.of();
  }

  /** Where it lets this plan through at this moment. */
  static Optional<OpenBreakGlass> breakGlass(ProposalRecord dossier, CommandContext context) {
    var plan = dossier.plan();
    return context
        .facts(EmergencyFacts.class)
        .open(plan.incident(), context.at())
        .filter(it -> it.covers(plan.actionClass()))
        .filter(it -> BreakGlassStanding.holds(it, plan.incident(), context));
  }

  /**
   * The break-glass without which the gate wouldn't let this through: that is a use, to be
   * reviewed. Null where it passes as well without.
   */
  static @Nullable BreakGlassId needed(Known state, PolicyDecision now, CommandContext context) {
    return breakGlass(state.dossier(), context)
        .filter(_ -> !WindowGate.opens(state, context) || !agreedWithout(state, now, context))
        .map(OpenBreakGlass::id)
        .orElse(null);
  }

  private static boolean agreedWithout(Known state, PolicyDecision now, CommandContext context) {
    var consent = state.consent();
    if (consent == null) {
      return true;
    }
    var shortening = shortening(state.dossier(), consent, context);
    var byNow =
        now instanceof NeedsApproval it ? Stream.of(it.approval()) : Stream.<Approval>empty();
    return Stream.concat(consent.demands().stream(), byNow)
        .map(
            it ->
                ApproverEligibility.sufficiency(it, state.dossier(), consent, shortening, context))
        .allMatch(ApproverEligibility.Sufficiency::whole);
  }

  /** Fewer persons, of other roles, and of no group in particular; what they read, they read. */
  static EmergencyPower of(OpenBreakGlass it) {
    return new EmergencyPower(
        Set.of(it.opener()),
        terms ->
            new Approval(
                terms.risk(),
                Math.min(terms.quorum(), it.terms().quorum()),
                it.terms().approvers(),
                Set.of(),
                terms.remindSeconds(),
                terms.escalateSeconds(),
                terms.expireSeconds(),
                new Safeguards(Set.of(), 0, terms.dwellSeconds(), true)),
        "break-glass %s of %s until %s".formatted(it.id(), it.opener(), it.until()));
  }

  private static EmergencyPower of(Shortening it) {
    return new EmergencyPower(
        Set.of(it.by()),
        terms -> terms.shortened(it.quorum()),
        "quorum shortened to %s by %s".formatted(it.quorum(), it.by()));
  }

  Approval asked(Approval terms) {
    return easing.apply(terms);
  }

  ApprovalState counting(ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return consent.without(
        consent.approvers().stream()
            .filter(it -> !isApart(it, dossier, consent, context))
            .toList());
  }

  /** Who eased it is another than who approves. */
  static Rule another(
      PrincipalId who, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return that(
        over(dossier, consent, context).stream()
            .allMatch(it -> it.isApart(who, dossier, consent, context)),
        RefusalCode.SOD_EMERGENCY);
  }

  /** They are none of those who eased it, nor speak for one by either terms, nor could be one. */
  private boolean isApart(
      PrincipalId who, ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return !by.contains(who)
        && !by.contains(DecidingRight.of(who, dossier, consent, context).holder())
        && !by.contains(DecidingRight.of(who, dossier, consent.under(easing), context).holder())
        && anotherPerson(who, by, context.facts()).kept();
  }

  /** What holds, to be told behind what counts; empty where nothing does. */
  static String words(ProposalRecord dossier, ApprovalState consent, CommandContext context) {
    return over(dossier, consent, context).stream()
        .map(EmergencyPower::words)
        .collect(Collectors.joining("; ", " (", ")"))
        .replace(" ()", "");
  }
}
