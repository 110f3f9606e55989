package io.countersign.server.remediation.policy;

import io.countersign.domain.policy.bundle.DecisionFlip;
import io.countersign.domain.policy.bundle.ReplaySummary;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.remediation.RecordedDecisions;
import io.countersign.ledger.remediation.RecordedDecisions.Recorded;
import io.countersign.policies.bundle.CompiledBundle;
import io.countersign.server.policy.PolicyReplay;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The replay of the decisions on record, with the evaluator that decides. */
@Component
final class RecordedReplay implements PolicyReplay {
  private final RecordedDecisions decisions;
  private final Ledger ledger;

  RecordedReplay(Ledger ledger) {
    this.decisions = new RecordedDecisions(ledger.transactions());
    this.ledger = ledger;
  }

  @Override
  public Stretch all() {
    return new Stretch(0, ledger.head());
  }

  @Override
  public Replayed replay(CompiledBundle bundle, Stretch stretch) {
    var run = new Run(bundle);
    decisions.forEach(stretch.after(), stretch.through(), run::take);
    return run.replayed(stretch);
  }

  /** One replay on its way: counts, and the first of what flips. */
  private final class Run {
    private final CompiledBundle bundle;
    private final List<Flip> flips = new ArrayList<>();
    private int replayable;
    private int notReplayable;
    private int flipped;
    private int newlyAllowed;
    private int refusedExecutions;

    private Run(CompiledBundle bundle) {
      this.bundle = bundle;
    }

    private void take(Recorded recorded) {
      var input = recorded.input();
      if (input == null) {
        notReplayable++;
        return;
      }
      replayable++;
      DecisionFlip.between(recorded.decision(), bundle.rules().evaluate(input))
          .ifPresent(it -> count(recorded, it));
    }

    private void count(Recorded recorded, DecisionFlip flip) {
      boolean executed = flip.newlyForbidden() && decisions.executed(recorded.remediation());
      flipped++;
      newlyAllowed += flip.newlyAllowed() ? 1 : 0;
      refusedExecutions += executed ? 1 : 0;
      if (flips.size() < MOST_LISTED) {
        flips.add(
            new Flip(
                recorded.position(),
                recorded.remediation().value(),
                decisions.incident(recorded.remediation()),
                flip.recorded(),
                flip.replayed(),
                flip.risk(),
                flip.newlyAllowed(),
                executed));
      }
    }

    private Replayed replayed(Stretch stretch) {
      return new Replayed(
          new ReplaySummary(
              stretch.through(),
              replayable,
              notReplayable,
              flipped,
              newlyAllowed,
              refusedExecutions,
              null),
          flips);
    }
  }
}
