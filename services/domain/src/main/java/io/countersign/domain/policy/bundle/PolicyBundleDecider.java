package io.countersign.domain.policy.bundle;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Rule;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.access.Authority;
import io.countersign.domain.policy.bundle.BundleProposal.Denied;
import io.countersign.domain.policy.bundle.BundleProposal.Effective;
import io.countersign.domain.policy.bundle.BundleProposal.Proposed;
import io.countersign.domain.policy.bundle.BundleProposal.Unknown;
import io.countersign.domain.policy.bundle.BundleProposal.Withdrawn;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.ApproveBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.BeginWithBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.DenyBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.ProposeBundle;
import io.countersign.domain.policy.bundle.PolicyBundleCommand.WithdrawBundle;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.AttemptRefused;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleApproved;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleDenied;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleProposed;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleTookEffect;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.BundleWithdrawn;
import io.countersign.domain.policy.bundle.PolicyBundleEvent.Manner;
import io.countersign.domain.policy.bundle.PolicyBundleFacts.InForce;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The decider about what policy is in force: nobody changes it alone. */
public final class PolicyBundleDecider {
  /** How long a bundle may wait for its approval. */
  public static final Duration LIFETIME = Duration.ofDays(7);

  /** The longest note and the longest reason. */
  public static final int LONGEST_TEXT = 4_000;

  private PolicyBundleDecider() {}

  /**
   * @return a refusal is recorded once a minute for the same principal and code, but not where
   *     there is no such proposal
   */
  public static Decision<PolicyBundleEvent> decide(
      BundleProposal state, PolicyBundleCommand command, CommandContext context) {
    var decision =
        switch (command) {
          case BeginWithBundle c -> begin(state, c, context);
          case ProposeBundle c -> propose(state, c, context);
          case ApproveBundle c -> approve(state, c, context);
          case DenyBundle c -> deny(state, c, context);
          case WithdrawBundle c -> withdraw(state, c, context);
        };
    return Refusals.recorded(
        decision,
        state instanceof Unknown ? null : state.refusals(),
        Attempt.of(command, context),
        command.bundle(),
        AttemptRefused::new);
  }

  private static Decision<PolicyBundleEvent> begin(
      BundleProposal state, BeginWithBundle c, CommandContext context) {
    if (context.facts(PolicyBundleFacts.class).inForce().isPresent()
        || !(state instanceof Unknown)) {
      return Decision.unchanged();
    }
    return Rule.inOrder(
        List.of(Authority.system(context)),
        () ->
            Decision.done(
                Stream.concat(
                        told(
                            new BundleProposed(
                                c.bundle(),
                                c.summary().first(),
                                null,
                                context.actor().id(),
                                "",
                                null,
                                0,
                                context.at().plus(LIFETIME)),
                            c.summary()),
                        Stream.of(
                            new BundleTookEffect(
                                c.bundle(),
                                c.summary().digest(),
                                1,
                                null,
                                Manner.BOOTSTRAP,
                                List.of())))
                    .toList()));
  }

  /** With those of its runbooks that one event doesn't hold. */
  private static Stream<PolicyBundleEvent> told(BundleProposed proposed, BundleSummary whole) {
    return Stream.concat(
        Stream.of(proposed),
        whole.rest().stream()
            .map(it -> new PolicyBundleEvent.RunbooksBrought(proposed.bundle(), it)));
  }

  private static Decision<PolicyBundleEvent> propose(
      BundleProposal state, ProposeBundle c, CommandContext context) {
    if (!(state instanceof Unknown)) {
      return Decision.unchanged();
    }
    return Rule.inOrder(
        Rule.join(
            PolicyBundleRules.mayPropose(context),
            PolicyBundleRules.upToDate(c.base(), context.facts()),
            that(!c.summary().digest().equals(c.base()), RefusalCode.POLICY_BUNDLE_IN_FORCE),
            brief(c.note())),
        () -> Decision.done(told(proposed(c, context), c.summary()).toList()));
  }

  private static BundleProposed proposed(ProposeBundle c, CommandContext context) {
    return new BundleProposed(
        c.bundle(),
        c.summary().first(),
        c.base(),
        context.actor().id(),
        TextRedaction.text(c.note()),
        c.replay(),
        PolicyBundleRules.approvals(context.actor().id(), context.facts()),
        context.at().plus(LIFETIME));
  }

  private static Decision<PolicyBundleEvent> approve(
      BundleProposal state, ApproveBundle c, CommandContext context) {
    return switch (state) {
      case Unknown _ -> unknown(context);
      case Proposed it when it.approvers().contains(context.actor().id()) -> Decision.unchanged();
      case Proposed it -> approve(it, c, context);
      case Effective it when it.approvers().contains(context.actor().id()) -> Decision.unchanged();
      case Effective _, Denied _, Withdrawn _ -> over(context);
    };
  }

  private static Decision<PolicyBundleEvent> approve(
      Proposed state, ApproveBundle c, CommandContext context) {
    var proposal = state.proposal();
    var counting =
        state.approvers().stream()
            .filter(it -> PolicyBundleRules.counts(it, context.facts()))
            .toList();
    return Rule.inOrder(
        Rule.join(
            PolicyBundleRules.mayApprove(proposal.proposer(), counting, context),
            that(context.at().isBefore(proposal.expiresAt()), RefusalCode.CONFIRMATION_EXPIRED),
            that(
                c.digest().equals(proposal.digest()),
                RefusalCode.DIGEST_MISMATCH,
                "The bundle shown isn't the bundle that waits for approval."),
            PolicyBundleRules.upToDate(proposal.base(), context.facts()),
            PolicyBundleRules.stillProposed(proposal.proposer(), context.facts())),
        () -> Decision.done(approved(proposal, counting, c, context)));
  }

  private static List<PolicyBundleEvent> approved(
      BundleProposal.Proposal proposal,
      List<PrincipalId> counting,
      ApproveBundle c,
      CommandContext context) {
    var approval = new BundleApproved(c.bundle(), proposal.digest(), context.actor().id());
    if (counting.size() + 1 < needed(proposal, context)) {
      return List.of(approval);
    }
    var approvers = Stream.concat(counting.stream(), Stream.of(context.actor().id())).toList();
    return List.of(approval, effective(proposal, approvers, c, context));
  }

  /** As many as when it was proposed; more where whoever was alone then no longer is. */
  private static int needed(BundleProposal.Proposal proposal, CommandContext context) {
    int now = PolicyBundleRules.approvals(proposal.proposer(), context.facts());
    return Math.max(proposal.approvals(), now);
  }

  private static PolicyBundleEvent effective(
      BundleProposal.Proposal proposal,
      List<PrincipalId> approvers,
      ApproveBundle c,
      CommandContext context) {
    int last = context.facts(PolicyBundleFacts.class).inForce().map(InForce::number).orElseThrow();
    boolean own = context.actor().id().equals(proposal.proposer());
    return new BundleTookEffect(
        c.bundle(),
        proposal.digest(),
        last + 1,
        proposal.base(),
        own ? Manner.ALONE : Manner.APPROVED,
        PolicyBundleRules.authors(proposal.proposer(), approvers, context.facts()));
  }

  private static Decision<PolicyBundleEvent> deny(
      BundleProposal state, DenyBundle c, CommandContext context) {
    return switch (state) {
      case Unknown _ -> unknown(context);
      case Denied it when it.denier().equals(context.actor().id()) -> Decision.unchanged();
      case Proposed _ ->
          Rule.inOrder(
              Rule.join(
                  PolicyBundleRules.mayDecide(context),
                  that(!c.reason().isBlank(), RefusalCode.REASON_REQUIRED),
                  brief(c.reason())),
              () ->
                  Decision.done(
                      new BundleDenied(
                          c.bundle(), context.actor().id(), TextRedaction.text(c.reason()))));
      case Denied _, Effective _, Withdrawn _ -> over(context);
    };
  }

  private static Decision<PolicyBundleEvent> withdraw(
      BundleProposal state, WithdrawBundle c, CommandContext context) {
    return switch (state) {
      case Unknown _ -> unknown(context);
      case Withdrawn _ -> Decision.unchanged();
      case Proposed it ->
          Rule.inOrder(
              Rule.join(
                  PolicyBundleRules.mayPropose(context),
                  that(
                      context.actor().id().equals(it.proposal().proposer()),
                      RefusalCode.FORBIDDEN,
                      "Only who proposed it withdraws it; deny it, with a reason.")),
              () -> Decision.done(new BundleWithdrawn(c.bundle(), context.actor().id())));
      case Denied _, Effective _ -> over(context);
    };
  }

  private static Rule brief(String text) {
    return that(
        text.length() <= LONGEST_TEXT,
        RefusalCode.BAD_REQUEST,
        "At most " + LONGEST_TEXT + " characters.");
  }

  private static Decision<PolicyBundleEvent> unknown(CommandContext context) {
    return Rule.inOrder(
        Authority.known(context), () -> Rule.refused(RefusalCode.UNKNOWN_POLICY_BUNDLE));
  }

  private static Decision<PolicyBundleEvent> over(CommandContext context) {
    return Rule.inOrder(
        PolicyBundleRules.mayDecide(context), () -> Rule.refused(RefusalCode.NOT_PENDING));
  }
}
