package io.countersign.domain.remediation.decision;

import static io.countersign.domain.RefusalCode.APPROVAL_EXPIRED;
import static io.countersign.domain.RefusalCode.DIGEST_MISMATCH;
import static io.countersign.domain.RefusalCode.NOT_COMMANDER;
import static io.countersign.domain.RefusalCode.NOT_PENDING;
import static io.countersign.domain.RefusalCode.NOT_SHORTENABLE;
import static io.countersign.domain.RefusalCode.NOT_YET;
import static io.countersign.domain.RefusalCode.REASON_REQUIRED;
import static io.countersign.domain.RefusalCode.SOD_REQUESTER;
import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Authority;
import io.countersign.domain.emergency.IndependentReview;
import io.countersign.domain.incident.IncidentFacts;
import io.countersign.domain.policy.PolicyDecision.Approval;
import io.countersign.domain.remediation.ApprovalState;
import io.countersign.domain.remediation.ApprovalState.Shortening;
import io.countersign.domain.remediation.ProposalRecord;
import io.countersign.domain.remediation.Remediation.AwaitingApproval;
import io.countersign.domain.remediation.Remediation.Known;
import io.countersign.domain.remediation.RemediationCommand.ReviewShortening;
import io.countersign.domain.remediation.RemediationCommand.ShortenQuorum;
import io.countersign.domain.remediation.RemediationEvent;
import io.countersign.domain.remediation.RemediationEvent.QuorumShortened;
import io.countersign.domain.remediation.RemediationEvent.ShorteningReviewed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The incident's commander lets fewer approvals suffice for a plan that waits, as few as policy
 * names for an emergency: never for a plan that they proposed or have a hand in, and never by an
 * approval of their own. Groups, the reading time, reasons, window and kill switch stay.
 */
final class QuorumShortening {
  private static final Set<Role> COMMANDING = Set.of(Role.COMMANDER);

  private QuorumShortening() {}

  static Decision<RemediationEvent> shorten(
      Known state, ShortenQuorum command, CommandContext context) {
    var consent = state.consent();
    if (consent == null) {
      return Rule.inOrder(Authority.signatory(context), () -> Rule.refused(NOT_PENDING));
    }
    int quorum = Optional.ofNullable(command.quorum()).orElseGet(() -> least(consent));
    var shortened = new Shortening(context.actor().id(), quorum, null, Set.of());
    boolean repeated = isSame(shortened, consent.shortening());
    return Rule.inOrder(
        Rule.join(
            Rule.join(
                commanding(state.dossier(), context),
                Rule.join(
                    waiting(state, consent, command, context),
                    that(repeated || state instanceof AwaitingApproval, NOT_PENDING))),
            Rule.join(
                List.of(shortenable(quorum, consent)), IndependentReview.noneOverdue(context))),
        () ->
            repeated
                ? Decision.unchanged()
                : ApproverDecisions.settled(
                    state,
                    consent.shortened(shortened.by(), quorum),
                    List.of(
                        new QuorumShortened(
                            command.remediation(),
                            command.planDigest(),
                            shortened.by(),
                            quorum,
                            command.reason())),
                    context));
  }

  /**
   * Whether one of earlier counts still: whoever has taken over the incident since takes nothing
   * back, but who lost the role, or turns out to be involved, has shortened nothing.
   */
  static boolean holds(Shortening it, ProposalRecord dossier, CommandContext context) {
    return Rule.allKept(Authority.activePerson(it.by(), context))
        && Rule.allKept(entitled(it.by(), dossier, context));
  }

  private static boolean isSame(Shortening one, @Nullable Shortening other) {
    return other != null && one.by().equals(other.by()) && one.quorum() == other.quorum();
  }

  private static List<Rule> commanding(ProposalRecord dossier, CommandContext context) {
    var by = context.actor().id();
    var commander = context.facts(IncidentFacts.class).commander(dossier.plan().incident());
    return Rule.join(
        Rule.join(
            Authority.signatory(context),
            ExecutionGate.incidentOpen(dossier.plan(), context.facts()),
            that(commander.filter(by::equals).isPresent(), NOT_COMMANDER)),
        entitled(by, dossier, context));
  }

  /** With the role over all that the plan touches, and without a hand in it. */
  private static List<Rule> entitled(
      PrincipalId who, ProposalRecord dossier, CommandContext context) {
    var known = context.facts(AccessFacts.class).principal(who);
    var role =
        DecidingRight.reaches(dossier, context.facts()).stream()
            .map(it -> Authority.holder(known, COMMANDING, it, context.at()))
            .toList();
    return Rule.join(
        Rule.join(role, that(!who.equals(dossier.proposer()), SOD_REQUESTER)),
        Rule.join(
            ApproverEligibility.notInvolved(who, dossier, context.facts()),
            ApproverEligibility.ownPerson(who, dossier, context.facts())));
  }

  private static List<Rule> waiting(
      Known state, ApprovalState consent, ShortenQuorum command, CommandContext context) {
    return List.of(
        that(!consent.expired(context.at()), APPROVAL_EXPIRED),
        that(ApproverDecisions.isShown(state, command.planDigest()), DIGEST_MISMATCH),
        that(!command.reason().isBlank(), REASON_REQUIRED));
  }

  private static Rule shortenable(int quorum, ApprovalState consent) {
    int most = consent.demands().stream().mapToInt(Approval::quorum).max().orElse(0);
    int least = least(consent);
    return that(
        least <= quorum && quorum < most,
        NOT_SHORTENABLE,
        least < most
            ? "Policy asks for %s approvals at least in an emergency, of %s.".formatted(least, most)
            : NOT_SHORTENABLE.meaning());
  }

  /** As few as policy lets suffice in an emergency. */
  private static int least(ApprovalState consent) {
    return consent.demands().stream().mapToInt(Approval::emergencyQuorum).max().orElse(0);
  }

  /** Somebody who had no hand in it looks at it, once it was decided by. */
  static Decision<RemediationEvent> review(
      Known state, ReviewShortening command, CommandContext context) {
    var consent = state.consent();
    var shortening = consent == null ? null : consent.shortening();
    if (shortening == null) {
      return Rule.inOrder(
          IndependentReview.reviewing(
              DecidingRight.reaches(state.dossier(), context.facts()), context),
          () -> Rule.refused(NOT_PENDING, "Nobody shortened the quorum of this plan."));
    }
    var by = context.actor().id();
    if (by.equals(shortening.reviewedBy())) {
      return Decision.unchanged();
    }
    return Rule.inOrder(
        Rule.join(
            IndependentReview.rules(
                involved(state, shortening),
                command.note(),
                DecidingRight.reaches(state.dossier(), context.facts()),
                context),
            that(shortening.reviewedBy() == null, NOT_PENDING, "It was reviewed already."),
            that(
                !(state instanceof AwaitingApproval),
                NOT_YET,
                "It's decided on still: it's reviewed after that.")),
        () ->
            Decision.done(
                new ShorteningReviewed(
                    command.remediation(), by, command.justified(), command.note())));
  }

  private static Set<PrincipalId> involved(Known state, Shortening shortening) {
    var all = new HashSet<>(state.approvers());
    all.addAll(shortening.persons());
    all.add(state.dossier().proposer());
    return all;
  }
}
