package io.countersign.server.remediation.policy;

import io.countersign.domain.RefusalCode;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.replay.DecisionReplay;
import io.countersign.ledger.remediation.replay.RecordedDecisions;
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
  /** Each takes all processors for as long as it lasts. */
  private static final int AT_ONCE = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration VIEWS = Duration.ofSeconds(10);

  private final RecordedDecisions decisions;
  private final Ledger ledger;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  RecordedReplay(Ledger ledger) {
    this.decisions = new RecordedDecisions(ledger.transactions());
    this.ledger = ledger;
  }

  @Override
  public Stretch all() {
    // What was decided just now is in it, unless the views lag for long.
    long head = ledger.head();
    return new Stretch(0, ledger.awaitViews(head, VIEWS) ? head : ledger.viewed());
  }

  @Override
  public Replayed replay(CompiledBundle bundle, Stretch stretch, Bounds bounds) {
    takeTurn();
    try {
      return replayed(bundle, stretch, bounds);
    } finally {
      turns.release();
    }
  }

  private Replayed replayed(CompiledBundle bundle, Stretch stretch, Bounds bounds) {
    long until = System.nanoTime() + bounds.longest().toNanos();
    var tally = new ReplayTally(bundle, decisions, bounds);
    var replay = new DecisionReplay(ledger.transactions(), bundle.rules()::verdict);
    long reached =
        replay.run(
            stretch.after(),
            stretch.through(),
            part -> {
              tally.take(part);
              return System.nanoTime() < until && tally.takesMore();
            });
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
