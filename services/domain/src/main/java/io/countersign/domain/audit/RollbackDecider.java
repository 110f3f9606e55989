package io.countersign.domain.audit;

import static io.countersign.domain.Rule.that;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Decision;
import io.countersign.domain.RefusalCode;
import io.countersign.domain.Refusals;
import io.countersign.domain.Refusals.Attempt;
import io.countersign.domain.Role;
import io.countersign.domain.Rule;
import io.countersign.domain.access.Authority;
import io.countersign.domain.audit.RollbackCommand.AcceptRollback;
import io.countersign.domain.audit.RollbackEvent.AttemptRefused;
import io.countersign.domain.audit.RollbackEvent.RollbackAccepted;
import io.countersign.domain.audit.RollbackFacts.Claim;
import java.util.List;
import java.util.Set;

/** Decides whether a record goes on that is older than its witnesses know: by a person's word. */
public final class RollbackDecider {
  private RollbackDecider() {}

  /** A refusal is recorded once a minute for the same principal and code. */
  public static Decision<RollbackEvent> decide(
      RollbackState state, RollbackCommand command, CommandContext context) {
    return Refusals.recorded(
        switch (command) {
          case AcceptRollback c -> accept(c, context);
        },
        state.refusals(),
        Attempt.of(command, context),
        (code, it) -> new AttemptRefused(code, it.by(), it.command(), it.at()));
  }

  private static Decision<RollbackEvent> accept(AcceptRollback c, CommandContext context) {
    var open = context.facts(RollbackFacts.class).open();
    return Rule.inOrder(
        Rule.join(
            Authority.person(context, Set.of(Role.ADMINISTRATOR)),
            that(!c.reason().isBlank(), RefusalCode.REASON_REQUIRED)),
        () -> open.isEmpty() ? Decision.unchanged() : Decision.done(accepted(open, c, context)));
  }

  private static RollbackAccepted accepted(
      List<Claim> open, AcceptRollback c, CommandContext context) {
    return new RollbackAccepted(
        context.actor().id(),
        c.reason(),
        open.stream().mapToLong(Claim::head).min().orElse(0),
        open.stream().map(Claim::words).toList());
  }
}
