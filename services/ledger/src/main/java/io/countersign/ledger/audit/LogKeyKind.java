package io.countersign.ledger.audit;

import io.countersign.domain.audit.LogKeyCommand;
import io.countersign.domain.audit.LogKeyDecider;
import io.countersign.domain.audit.LogKeyEvent;
import io.countersign.domain.audit.LogKeyState;
import io.countersign.ledger.axon.AggregateKind;

/** The keys of the log as a kind of aggregate. */
final class LogKeyKind {
  static final AggregateKind<LogKeyState, LogKeyCommand, LogKeyEvent> KIND =
      new AggregateKind<>(
          "log-key",
          "1",
          LogKeyCommand.class,
          LogKeyEvent.class,
          LogKeyState.class,
          LogKeyState.NONE,
          LogKeyDecider::decide,
          LogKeyState::evolve,
          _ -> LogKeyCommand.LOG);

  private LogKeyKind() {}
}
