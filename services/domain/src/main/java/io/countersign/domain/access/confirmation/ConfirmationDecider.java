package io.countersign.domain.access.confirmation;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.Confirmation.Completed;
import io.countersign.domain.access.confirmation.Confirmation.Confirmed;
import io.countersign.domain.access.confirmation.Confirmation.Failed;
import io.countersign.domain.access.confirmation.Confirmation.Proposed;
import io.countersign.domain.access.confirmation.Confirmation.Unknown;
import io.countersign.domain.access.confirmation.Confirmation.Withdrawn;
import io.countersign.domain.access.confirmation.ConfirmationCommand.BeginChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.CompleteChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.ConfirmChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.FailChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.ProposeChange;
import io.countersign.domain.access.confirmation.ConfirmationCommand.WithdrawChange;
import io.countersign.domain.access.confirmation.ConfirmationEvent.AttemptRefused;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeAdopted;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeCompleted;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeConfirmed;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeFailed;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeProposed;
import io.countersign.domain.access.confirmation.ConfirmationEvent.ChangeWithdrawn;
import java.time.Duration;
import java.util.List;

/**
 * The decider about changes that take two persons: one proposes, or adopts what a machine proposed;
 * another confirms, in time.
 */
public final class ConfirmationDecider {
  /** How long a second person has. */
  public static final Duration LIFETIME = Duration.ofHours(24);

  private ConfirmationDecider() {}

  public static Decision<ConfirmationEvent> decide(
      Confirmation state, ConfirmationCommand command, CommandContext context) {
    var decision =
        switch (command) {
          case ProposeChange c -> propose(state, c, context);
          case ConfirmChange c -> confirm(state, c, context);
          case WithdrawChange c -> withdraw(state, c, context);
          case BeginChange _ -> begin(state, context);
          case CompleteChange c -> complete(state, c, context);
          case FailChange c -> fail(state, c, context);
        };
    return state instanceof Unknown
        ? decision
        : Refusals.recorded(
            decision,
            state.refusals(),
            Attempt.of(command, context),
            (code, it) ->
                new AttemptRefused(command.confirmation(), code, it.by(), it.command(), it.at()));
  }

  private static Decision<ConfirmationEvent> propose(
      Confirmation state, ProposeChange c, CommandContext context) {
    return Rule.inOrder(
        ConfirmationRules.mayPropose(c.subject(), context),
        () ->
            switch (state) {
              case Unknown _ -> Decision.done(proposed(c, context));
              case Proposed it when adopts(it.proposal(), context) ->
                  Decision.done(adopted(it.proposal(), c.confirmation(), context));
              case Proposed _, Confirmed _, Completed _, Withdrawn _, Failed _ ->
                  Decision.unchanged();
            });
  }

  private static ChangeProposed proposed(ProposeChange c, CommandContext context) {
    return new ChangeProposed(
        c.confirmation(),
        c.subject(),
        c.subject().digest(),
        context.actor().id(),
        context.at().plus(LIFETIME));
  }

  /** A person who proposes what a machine did stands for it, unless somebody does. */
  private static boolean adopts(Confirmation.Proposal proposal, CommandContext context) {
    return context.at().isBefore(proposal.expiresAt())
        && !ConfirmationRules.isAnybodys(proposal, context.facts())
        && ConfirmationRules.obstacle(proposal, context).isEmpty();
  }

  private static ChangeAdopted adopted(
      Confirmation.Proposal proposal, ConfirmationId id, CommandContext context) {
    return new ChangeAdopted(id, proposal.digest(), context.actor().id());
  }

  private static Decision<ConfirmationEvent> confirm(
      Confirmation state, ConfirmChange c, CommandContext context) {
    return switch (state) {
      case Unknown _ -> unknown(context);
      case Proposed it -> confirm(it, c, context);
      case Confirmed it when isActor(it.confirmer(), context) -> Decision.unchanged();
      case Completed it when isActor(it.confirmer(), context) -> Decision.unchanged();
      case Confirmed _, Completed _, Withdrawn _, Failed _ ->
          Rule.inOrder(Authority.signatory(context), () -> Rule.refused(RefusalCode.NOT_PENDING));
    };
  }

  private static Decision<ConfirmationEvent> confirm(
      Proposed state, ConfirmChange c, CommandContext context) {
    var proposal = state.proposal();
    return Rule.inOrder(
        Rule.join(
            ConfirmationRules.mayAgree(proposal, context),
            that(context.at().isBefore(proposal.expiresAt()), RefusalCode.CONFIRMATION_EXPIRED),
            that(
                c.digest().equals(proposal.digest()),
                RefusalCode.DIGEST_MISMATCH,
                "The change shown isn't the change that waits for a second person."),
            ConfirmationRules.stillProposed(proposal, context)),
        () -> Decision.done(agreed(proposal, c, context)));
  }

  private static ConfirmationEvent agreed(
      Confirmation.Proposal proposal, ConfirmChange c, CommandContext context) {
    return ConfirmationRules.isAnybodys(proposal, context.facts())
        ? new ChangeConfirmed(c.confirmation(), proposal.digest(), context.actor().id())
        : adopted(proposal, c.confirmation(), context);
  }

  private static Decision<ConfirmationEvent> withdraw(
      Confirmation state, WithdrawChange c, CommandContext context) {
    return switch (state) {
      case Unknown _ -> unknown(context);
      case Withdrawn _ -> Decision.unchanged();
      case Completed _, Failed _ when Authority.isSystem(context) -> Decision.unchanged();
      case Completed _, Failed _ ->
          Rule.inOrder(Authority.known(context), () -> Rule.refused(RefusalCode.NOT_PENDING));
      case Proposed it -> withdraw(it.proposal(), c, context);
      case Confirmed it -> withdraw(it.proposal(), c, context);
    };
  }

  private static Decision<ConfirmationEvent> withdraw(
      Confirmation.Proposal proposal, WithdrawChange c, CommandContext context) {
    var who = context.actor().id();
    var own = who.equals(proposal.proposer()) || who.equals(proposal.adopter());
    return Rule.inOrder(
        own ? Authority.known(context) : declining(proposal, context),
        () -> Decision.done(new ChangeWithdrawn(c.confirmation(), context.actor().id())));
  }

  /** Who may say yes may say no; the product itself withdraws what is superseded. */
  private static List<Rule> declining(Confirmation.Proposal proposal, CommandContext context) {
    var system = Authority.system(context);
    return system.kept() ? List.of() : ConfirmationRules.mayAgree(proposal, context);
  }

  private static Decision<ConfirmationEvent> complete(
      Confirmation state, CompleteChange c, CommandContext context) {
    return switch (state) {
      case Confirmed it when carriesOut(it.confirmer(), context) ->
          Decision.done(new ChangeCompleted(c.confirmation()));
      case Completed it when carriesOut(it.confirmer(), context) -> Decision.unchanged();
      case Unknown _ -> unknown(context);
      case Proposed _, Confirmed _, Completed _, Withdrawn _, Failed _ ->
          Rule.refused(RefusalCode.NOT_PENDING);
    };
  }

  /** In one commit with what carries it out: once, and never what was withdrawn meanwhile. */
  private static Decision<ConfirmationEvent> begin(Confirmation state, CommandContext context) {
    return state instanceof Confirmed it && carriesOut(it.confirmer(), context)
        ? Rule.inOrder(
            List.of(
                that(
                    context.at().isBefore(it.proposal().expiresAt()),
                    RefusalCode.CONFIRMATION_EXPIRED,
                    "This was confirmed, and not carried out in time; propose it again."),
                ConfirmationRules.stillHolds(it, context)),
            () -> Decision.unchanged())
        : Rule.refused(RefusalCode.NOT_PENDING);
  }

  private static Decision<ConfirmationEvent> fail(
      Confirmation state, FailChange c, CommandContext context) {
    return switch (state) {
      case Confirmed it when carriesOut(it.confirmer(), context) ->
          Decision.done(new ChangeFailed(c.confirmation(), c.code()));
      case Failed _ -> Decision.unchanged();
      case Unknown _ -> unknown(context);
      case Proposed _, Confirmed _, Completed _, Withdrawn _ ->
          Rule.refused(RefusalCode.NOT_PENDING);
    };
  }

  /** The product goes on where who confirmed it was broken off. */
  private static boolean carriesOut(PrincipalId confirmer, CommandContext context) {
    return isActor(confirmer, context) || Authority.isSystem(context);
  }

  private static Decision<ConfirmationEvent> unknown(CommandContext context) {
    return Rule.inOrder(
        Authority.known(context), () -> Rule.refused(RefusalCode.UNKNOWN_CONFIRMATION));
  }

  private static boolean isActor(PrincipalId who, CommandContext context) {
    return who.equals(context.actor().id());
  }
}
