package io.countersign.domain.access;

import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Rule;
import io.countersign.domain.access.AccessCommand.TryLogin;
import io.countersign.domain.access.AccessEvent.LockedOut;
import io.countersign.domain.access.AccessEvent.SessionOpened;
import java.time.Duration;
import java.util.List;

/**
 * Turns a password that matched into a session. Deviation from the coalescing of refusals: as long
 * as it counts towards the lock, each failed login is recorded, or the lock could not count.
 */
final class LoginDecider {
  /** How long a session lasts, at most (invariant 9). */
  static final Duration SESSION_LIFETIME = Duration.ofHours(12);

  private LoginDecider() {}

  static Decision<AccessEvent> decide(Access state, TryLogin c, CommandContext context) {
    return switch (state) {
      case Active it -> ofActive(it, c, context);
      case Access.Disabled _ when c.passwordMatched() ->
          Rule.refused(RefusalCode.PRINCIPAL_DISABLED);
      case Access.Disabled _, Access.Unknown _, Access.KillSwitch _ ->
          Rule.refused(RefusalCode.BAD_CREDENTIALS);
    };
  }

  private static Decision<AccessEvent> ofActive(Active state, TryLogin c, CommandContext context) {
    if (state.kind() != PrincipalKind.PERSON) {
      return Rule.refused(RefusalCode.HUMAN_REQUIRED);
    }
    if (state.sessions().containsKey(c.session())) {
      return Decision.unchanged();
    }
    if (state.logins().lockedAt(context.at())) {
      return Rule.refused(RefusalCode.LOCKED_OUT);
    }
    return c.passwordMatched()
        ? Decision.done(
            new SessionOpened(c.principal(), c.session(), context.at().plus(SESSION_LIFETIME)))
        : failed(state, c, context);
  }

  private static Decision<AccessEvent> failed(Active state, TryLogin c, CommandContext context) {
    var code = RefusalCode.BAD_CREDENTIALS;
    var failure = AccessDecider.refusal(c, code, AccessDecider.attempt(c, context));
    var lock = new LockedOut(c.principal(), context.at().plus(FailedLogins.LOCK));
    return Decision.refused(
        new Answer.Refused(code, code.meaning()),
        state.logins().locksWithFailureAt(context.at())
            ? List.of(failure, lock)
            : List.of(failure));
  }
}
