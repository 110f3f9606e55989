package io.countersign.domain.access.decision;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Access;
import io.countersign.domain.access.AccessCommand.ChangePassword;
import io.countersign.domain.access.AccessCommand.OpenSession;
import io.countersign.domain.access.AccessCommand.RedeemReset;
import io.countersign.domain.access.AccessCommand.ResetPassword;
import io.countersign.domain.access.AccessEvent;
import io.countersign.domain.access.AccessEvent.AdministratorRecovered;
import io.countersign.domain.access.AccessEvent.PasswordChanged;
import io.countersign.domain.access.AccessEvent.PasswordResetIssued;
import io.countersign.domain.access.AccessEvent.SessionOpened;
import io.countersign.domain.access.AccessFacts;
import io.countersign.domain.access.Active;
import io.countersign.domain.access.Authority;
import io.countersign.domain.access.confirmation.ConfirmationRules;
import io.countersign.domain.access.confirmation.ConfirmationSubject.PasswordReset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decider about passwords and what they open. Whether one was right is found out before, and
 * may be out of date by now: what counts is whether it is the one in force.
 */
final class CredentialDecider {

  /** How long a one-time secret may be used. */
  static final Duration RESET_LIFETIME = Duration.ofHours(24);

  private CredentialDecider() {}

  /** Who isn't known, is no person or was disabled gets the answer of a wrong password. */
  static Decision<AccessEvent> open(Access state, OpenSession c, CommandContext context) {
    if (!(state instanceof Active it) || it.kind() != PrincipalKind.PERSON) {
      return Rule.refused(RefusalCode.BAD_CREDENTIALS);
    }
    if (it.sessions().containsKey(c.session())) {
      return Decision.unchanged();
    }
    return it.credential().equals(c.credential())
        ? Decision.done(
            new SessionOpened(
                c.principal(), c.session(), context.at().plus(Active.SESSION_LIFETIME)))
        : Rule.refused(RefusalCode.BAD_CREDENTIALS);
  }

  /**
   * One's own by proof of the old one; another's only while nobody else could confirm it, and never
   * an administrator's: else one person would have two of them, and that time no end.
   */
  static Decision<AccessEvent> change(Active state, ChangePassword c, CommandContext context) {
    if (state.credential().equals(c.credential())) {
      return Decision.unchanged();
    }
    boolean own = context.actor().id().equals(c.principal());
    return Rule.inOrder(
        List.of(
            isPerson(state),
            own
                ? that(state.credential().equals(c.proof()), RefusalCode.BAD_CREDENTIALS)
                : that(
                    !ConfirmationRules.secondPersonNeeded(context),
                    RefusalCode.CONFIRMATION_REQUIRED),
            that(
                own || Authority.isSystem(context) || !state.roles().contains(Role.ADMINISTRATOR),
                RefusalCode.INVITATION_REQUIRED,
                "An administrator chooses their own password: have it reset.")),
        () -> changed(state, own ? own(c, context) : given(c, context), context));
  }

  /** Who knew the old one, or handed it out alone, could be who changes it. */
  private static PasswordChanged own(ChangePassword c, CommandContext context) {
    var by = context.facts(AccessFacts.class).credential(c.principal()).by();
    return new PasswordChanged(c.principal(), c.credential(), c.session(), null, by);
  }

  private static PasswordChanged given(ChangePassword c, CommandContext context) {
    var by = Authority.isSystem(context) ? null : context.actor().id();
    return new PasswordChanged(c.principal(), c.credential(), null, by, null);
  }

  /** The second administrator's own password ends the time without a second person. */
  private static Decision<AccessEvent> changed(
      Active state, PasswordChanged event, CommandContext context) {
    var events = new ArrayList<AccessEvent>(List.of(event));
    if (event.givenBy() == null) {
      AccessDecider.endOfBootstrap(event.principal(), state.roles(), context)
          .ifPresent(events::add);
    }
    return Decision.done(events);
  }

  static Decision<AccessEvent> reset(Active state, ResetPassword c, CommandContext context) {
    if (state.credential().equals(c.reset())) {
      return Decision.unchanged();
    }
    var change = new PasswordReset(c.principal(), c.reset());
    return Rule.inOrder(
        List.of(isPerson(state), ConfirmationRules.confirmed(change, c.confirmation(), context)),
        () ->
            Decision.done(
                handedOut(
                    issued(c.principal(), c.reset(), ConfirmationRules.alone(context), context),
                    c.confirmation() == null && Authority.isSystem(context))));
  }

  /** By the product alone only for whoever can start it: the way back in. */
  static List<AccessEvent> handedOut(PasswordResetIssued issued, boolean byTheProduct) {
    return byTheProduct
        ? List.of(issued, new AdministratorRecovered(issued.principal()))
        : List.of(issued);
  }

  /**
   * @param by who hands it out alone; null where two do, or the product
   */
  static PasswordResetIssued issued(
      PrincipalId who, String reset, @Nullable PrincipalId by, CommandContext context) {
    var other = who.equals(by) ? null : by;
    return new PasswordResetIssued(who, reset, context.at().plus(RESET_LIFETIME), other);
  }

  /** Once: the password that it brings takes its place. */
  static Decision<AccessEvent> redeem(Access state, RedeemReset c, CommandContext context) {
    if (!(state instanceof Active it)) {
      return Rule.refused(RefusalCode.BAD_CREDENTIALS);
    }
    if (it.credential().equals(c.credential())) {
      return Decision.unchanged();
    }
    boolean open =
        it.credential().equals(c.reset())
            && it.resetUntil() != null
            && context.at().isBefore(it.resetUntil());
    var by = context.facts(AccessFacts.class).credential(c.principal()).by();
    return open
        ? changed(it, new PasswordChanged(c.principal(), c.credential(), null, null, by), context)
        : Rule.refused(
            RefusalCode.BAD_CREDENTIALS,
            "This one-time secret was used, replaced or is over 24 hours old.");
  }

  private static Rule isPerson(Active state) {
    return that(state.kind() == PrincipalKind.PERSON, RefusalCode.HUMAN_REQUIRED);
  }
}
