package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.ALREADY_DECIDED;
import static io.countersign.domain.RefusalCode.APPROVAL_EXPIRED;
import static io.countersign.domain.RefusalCode.DIGEST_MISMATCH;
import static io.countersign.domain.RefusalCode.NOTHING_TO_REVOKE;
import static io.countersign.domain.RefusalCode.NOT_PENDING;
import static io.countersign.domain.RefusalCode.REASON_REQUIRED;
import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Authority;
import io.countersign.domain.emergency.BreakGlassId;
import io.countersign.domain.emergency.EmergencyFacts.OpenBreakGlass;
import io.countersign.domain.remediation.ApprovalGrounds;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ExecutionState;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.Remediation.Approved;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.Remediation.Executing;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.Remediation.Verifying;
import io.countersign.domain.remediation.RemediationCommand.Approve;
import io.countersign.domain.remediation.RemediationCommand.Deny;
import io.countersign.domain.remediation.RemediationCommand.Revoke;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.ApprovalDenied;
import io.countersign.domain.remediation.RemediationEvent.ApprovalGranted;
import io.countersign.domain.remediation.RemediationEvent.ApprovalRevoked;
import io.countersign.domain.remediation.RemediationEvent.StopRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * People decide on exactly the plan that they were shown. Approvals count only while their givers
 * are entitled.
 */
final class ApproverDecisions {
  /**
   * The terms by which somebody decides on a plan at this moment: those of break-glass where they
   * may by it, else the usual ones. A break-glass that is open takes nobody's say away.
   *
   * @param asked what is asked for by them
   * @param breakGlass null where it's as usual
   * @param mayDecide the rules of who may by them
   */
  private record DecidingTerms(
      ApprovalState asked, @Nullable BreakGlassId breakGlass, List<Rule> mayDecide) {
    private static DecidingTerms of(
        ProposalRecord dossier, ApprovalState consent, CommandContext context) {
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

  private ApproverDecisions() {}

  static Decision<RemediationEvent> approve(Known state, Approve command, CommandContext context) {
    return deciding(
        state,
        context,
        (consent, terms) -> {
          var by = context.actor().id();
          if (consent.repeats(by, command.planDigest(), command.conditions())) {
            return ExecutionGate.incidentOpen(state.dossier().plan(), context.facts()).kept()
                ? settled(state, consent, List.of(), context)
                : Decision.unchanged();
          }
          var granted =
              new ApprovalGranted(
                  command.remediation(),
                  by,
                  roles(by, context.facts()),
                  command.planDigest(),
                  command.reason(),
                  grounds(state, terms, command, context).orNull());
          return Rule.inOrder(
              Rule.join(
                  List.of(
                      that(wantsApproval(state, consent, context), NOT_PENDING),
                      ExecutionGate.incidentOpen(state.dossier().plan(), context.facts()),
                      that(!consent.expired(context.at()), APPROVAL_EXPIRED),
                      that(isShown(state, command.planDigest()), DIGEST_MISMATCH)),
                  Rule.join(
                      ApproverEligibility.mayAgree(by, state.dossier(), consent, context),
                      ApprovalTerms.of(state, terms.asked(), command, context))),
              () ->
                  settled(
                      state,
                      consent.approved(by, command.planDigest(), command.conditions()),
                      List.of(granted),
                      context));
        });
  }

  private static ApprovalGrounds grounds(
      Known state, DecidingTerms terms, Approve command, CommandContext context) {
    var asked = terms.asked();
    var holder = DecidingRight.of(context.actor().id(), state.dossier(), asked, context).holder();
    return new ApprovalGrounds(
        ApproverEligibility.changeAuthors(state.dossier(), context.facts()),
        ApprovalTerms.dwell(asked).isZero()
            ? null
            : ApprovalTerms.shown(command, context).orElse(null),
        command.conditions(),
        asked.asksGroups() ? ApproverEligibility.groups(List.of(holder), context).getFirst() : null,
        holder.equals(context.actor().id()) ? null : holder,
        terms.breakGlass(),
        ApproverEligibility.runbookAuthors(state.dossier(), context.facts()).orElse(null));
  }

  /** Deny wins: one suffices, whatever others approved, until execution begins. */
  static Decision<RemediationEvent> deny(Known state, Deny command, CommandContext context) {
    return deciding(
        state,
        context,
        (consent, _) -> {
          var by = context.actor().id();
          if (command.planDigest().equals(consent.votes().denials().get(by))) {
            return Decision.unchanged();
          }
          return Rule.inOrder(
              List.of(
                  that(beforeExecution(state), NOT_PENDING),
                  that(!consent.expired(context.at()), APPROVAL_EXPIRED),
                  that(isShown(state, command.planDigest()), DIGEST_MISMATCH),
                  that(!consent.votes().approvals().containsKey(by), ALREADY_DECIDED),
                  that(!command.reason().isBlank(), REASON_REQUIRED)),
              () ->
                  Decision.done(
                      new ApprovalDenied(
                          command.remediation(), by, command.planDigest(), command.reason())));
        });
  }

  /** Taking back needs no role: who has lost it must still be able to. */
  static Decision<RemediationEvent> revoke(Known state, Revoke command, CommandContext context) {
    var by = context.actor().id();
    var consent = state.consent();
    if (consent == null) {
      return Rule.inOrder(Authority.signatory(context), () -> Rule.refused(NOT_PENDING));
    }
    var repeated = command.planDigest().equals(consent.votes().revoked().get(by));
    return Rule.inOrder(
        Rule.join(
            Authority.signatory(context),
            that(repeated || consent.votes().approvals().containsKey(by), NOTHING_TO_REVOKE),
            that(repeated || revocable(state), NOT_PENDING),
            that(repeated || isShown(state, command.planDigest()), DIGEST_MISMATCH),
            that(repeated || !command.reason().isBlank(), REASON_REQUIRED)),
        () -> repeated ? Decision.unchanged() : revoked(state, consent, command, context));
  }

  /** Before execution the others' approvals may still suffice; afterwards it only asks to stop. */
  private static Decision<RemediationEvent> revoked(
      Known state, ApprovalState consent, Revoke command, CommandContext context) {
    var by = context.actor().id();
    var id = command.remediation();
    var revoked = new ApprovalRevoked(id, by, command.planDigest(), command.reason());
    var effects = state.effects();
    if (effects == null) {
      return settled(state, consent.revoked(by, command.planDigest()), List.of(revoked), context);
    }
    return effects.stopRequested()
        ? Decision.done(revoked)
        : Decision.done(revoked, new StopRequested(id, by, command.reason()));
  }

  /**
   * What comes of it counts as the gate counts it.
   *
   * @param then of what is asked for, and by which terms this one decides
   */
  private static Decision<RemediationEvent> deciding(
      Known state,
      CommandContext context,
      BiFunction<ApprovalState, DecidingTerms, Decision<RemediationEvent>> then) {
    var consent = state.consent();
    if (consent == null) {
      return Rule.inOrder(Authority.signatory(context), () -> Rule.refused(NOT_PENDING));
    }
    var terms = DecidingTerms.of(state.dossier(), consent, context);
    return Rule.inOrder(terms.mayDecide(), () -> then.apply(consent, terms));
  }

  /** Adds {@code approved} once enough distinct persons agree who may at this moment. */
  static Decision<RemediationEvent> settled(
      Known state, ApprovalState consent, List<RemediationEvent> decided, CommandContext context) {
    var by = ApproverEligibility.counting(state.dossier(), consent, context);
    var asks =
        state instanceof AwaitingApproval || (state instanceof Approved && !decided.isEmpty());
    var events = new ArrayList<>(decided);
    boolean enough = ApproverEligibility.sufficient(state.dossier(), consent, context);
    if (asks && enough && !consent.expired(context.at())) {
      events.add(
          new RemediationEvent.Approved(
              state.dossier().remediation(), state.dossier().planDigest(), by));
      events.addAll(WindowGate.waiting(state, context));
    }
    return events.isEmpty() ? Decision.unchanged() : Decision.done(events);
  }

  /**
   * An approved plan takes further approvals only when earlier ones no longer count, or not for all
   * of its steps; then also while it runs.
   */
  private static boolean wantsApproval(Known state, ApprovalState consent, CommandContext context) {
    return state instanceof AwaitingApproval
        || ((state instanceof Approved || isGoingOn(state))
            && !StepCoverage.whole(state.dossier(), consent, context));
  }

  private static boolean isGoingOn(Known state) {
    return state instanceof Executing it && !it.failed() && !it.effects().stopRequested();
  }

  private static boolean beforeExecution(Known state) {
    return state instanceof AwaitingApproval || state instanceof Approved;
  }

  private static boolean revocable(Known state) {
    return beforeExecution(state)
        || state instanceof Executing
        || (state instanceof Verifying verifying
            && verifying.effects().verdict() != ExecutionState.Verdict.PASSED);
  }

  static boolean isShown(Known state, Digest shown) {
    return shown.equals(state.dossier().planDigest());
  }

  private static Set<Role> roles(PrincipalId by, Facts facts) {
    return facts
        .of(AccessFacts.class)
        .principal(by)
        .map(AccessFacts.Principal::roles)
        .orElse(Set.of());
  }
}
