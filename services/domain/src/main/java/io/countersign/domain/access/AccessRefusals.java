package io.countersign.domain.access;

import io.countersign.domain.Answer;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.access.AccessCommand.TryLogin;
import io.countersign.domain.access.AccessEvent.AttemptRefused;
import java.util.List;

/**
 * How this capability refuses: recorded once per (principal, code, minute), where there is a
 * stream.
 */
final class AccessRefusals {
  private AccessRefusals() {}

  static Decision<AccessEvent> refuse(
      Access state, AccessCommand command, CommandContext context, RefusalCode code) {
    boolean known = state.refusals().holds(by(command, context), code, context.at());
    return state instanceof Access.Unknown || known
        ? Decision.refused(answer(code), List.of())
        : Decision.refused(answer(code), List.of(event(command, context, code)));
  }

  static Answer.Refused answer(RefusalCode code) {
    return new Answer.Refused(code, code.meaning());
  }

  static AttemptRefused event(AccessCommand command, CommandContext context, RefusalCode code) {
    return new AttemptRefused(
        command.principal(),
        code,
        by(command, context),
        command.getClass().getSimpleName(),
        context.at());
  }

  /** Nobody is authenticated yet when a login is tried: it counts for the principal itself. */
  private static PrincipalId by(AccessCommand command, CommandContext context) {
    return command instanceof TryLogin ? command.principal() : context.actor().id();
  }
}
