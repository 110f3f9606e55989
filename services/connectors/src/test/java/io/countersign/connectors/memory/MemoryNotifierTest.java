package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.testing.ApprovalNotifierContract;

class MemoryNotifierTest extends ApprovalNotifierContract {
  private static final Outcome.Failed<?> DOWN =
      new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down");

  private final MemoryNotifier notifier = new MemoryNotifier();

  @Override
  protected ApprovalNotifier notifier() {
    return notifier;
  }

  @Override
  protected int taken() {
    return notifier.notices().size();
  }

  @Override
  protected void down() {
    notifier.failWith(DOWN);
  }
}
