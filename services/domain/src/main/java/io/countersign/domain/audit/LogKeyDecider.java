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
import io.countersign.domain.audit.LogKeyCommand.RotateLogKey;
import io.countersign.domain.audit.LogKeyEvent.AttemptRefused;
import io.countersign.domain.audit.LogKeyEvent.LogKeyRotated;
import java.util.List;
import java.util.Set;

/** Decides about the log's keys: an administrator may rotate them, and the old one has to agree. */
public final class LogKeyDecider {
  private LogKeyDecider() {}

  /** A refusal is recorded once a minute for the same principal and code. */
  public static Decision<LogKeyEvent> decide(
      LogKeyState state, LogKeyCommand command, CommandContext context) {
    return Refusals.recorded(
        switch (command) {
          case RotateLogKey c -> rotate(state, c, context);
        },
        state.refusals(),
        Attempt.of(command, context),
        (code, it) -> new AttemptRefused(code, it.by(), it.command(), it.at()));
  }

  private static Decision<LogKeyEvent> rotate(
      LogKeyState state, RotateLogKey c, CommandContext context) {
    return Rule.inOrder(
        Rule.join(
            Authority.person(context, Set.of(Role.ADMINISTRATOR)),
            rotating(state, c, context.facts(LogKeyFacts.class))),
        () -> Decision.done(new LogKeyRotated(c.origin(), c.oldKey(), c.newKeys(), c.signature())));
  }

  private static List<Rule> rotating(LogKeyState state, RotateLogKey c, LogKeyFacts facts) {
    var statement = LogKeyRotation.statement(c.origin(), c.oldKey(), c.newKeys());
    return List.of(
        that(
            facts.beginning().filter(it -> isCurrent(state, it, c)).isPresent(),
            RefusalCode.STALE_LOG_KEY),
        that(
            facts.arePair(c.origin(), c.newKeys()) && !c.newKeys().contains(c.oldKey()),
            RefusalCode.BAD_REQUEST,
            "The new keys have to be two other ones of this log: Ed25519 and ML-DSA-44."),
        that(
            facts.isSigned(c.oldKey(), statement, c.signature()),
            RefusalCode.BAD_REQUEST,
            "The signature isn't the old key's over this rotation."));
  }

  private static boolean isCurrent(
      LogKeyState state, LogKeyFacts.Beginning beginning, RotateLogKey c) {
    var key = state.key().isEmpty() ? beginning.key() : state.key();
    return c.origin().equals(beginning.origin()) && c.oldKey().equals(key);
  }
}
