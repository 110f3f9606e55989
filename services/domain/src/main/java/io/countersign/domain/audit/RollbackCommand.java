package io.countersign.domain.audit;

import io.countersign.domain.Command;

/** A command about a record that is older than its witnesses know. */
public sealed interface RollbackCommand extends Command {
  /** The one aggregate of it. No principal's id looks like this. */
  String RECORD = "audit:record";

  @Override
  default String target() {
    return RECORD;
  }

  /** It goes on from where it stands: what witnesses know beyond that is lost. */
  record AcceptRollback(String reason) implements RollbackCommand {}
}
