package io.countersign.server.remediation.policy;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.RecordedDecisions;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.server.policy.PolicyReplay;
import io.countersign.server.web.problem.RefusedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The replay of the decisions on record, with the evaluator that decides. */
@Component
final class RecordedReplay implements PolicyReplay {
  /** Each takes a processor for as long as it lasts. */
  private static final int AT_ONCE = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RecordedDecisions decisions;
  private final Ledger ledger;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  RecordedReplay(Ledger ledger) {
    this.decisions = new RecordedDecisions(ledger.transactions());
    this.ledger = ledger;
  }

  @Override
  public Stretch all() {
    return new Stretch(0, ledger.head());
  }

  @Override
  public Replayed replay(CompiledBundle bundle, Stretch stretch, Bounds bounds) {
    takeTurn();
    try {
      return replayed(new ReplayTally(bundle, decisions), stretch, bounds);
    } finally {
      turns.release();
    }
  }

  private Replayed replayed(ReplayTally tally, Stretch stretch, Bounds bounds) {
    long until = System.nanoTime() + bounds.longest().toNanos();
    long reached = stretch.after();
    boolean more = true;
    while (more) {
      var next = decisions.next(reached, stretch.through());
      tally.take(next.all());
      reached = next.reached();
      more =
          reached < stretch.through()
              && System.nanoTime() < until
              && !(bounds.listsAll() && tally.isFull());
    }
    return tally.replayed(reached, stretch.through());
  }

  private void takeTurn() {
    try {
      if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new RefusedException(RefusalCode.TOO_MANY_REQUESTS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(RefusalCode.TOO_MANY_REQUESTS);
    }
  }
}
