package io.countersign.connectors.memory;

import io.countersign.connectors.spi.ActionExecutor;
import io.countersign.connectors.spi.ApprovalNotifier;
import io.countersign.connectors.spi.Category;
import io.countersign.connectors.spi.ChangeFeed;
import io.countersign.connectors.spi.EvidenceSource;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.LabelledSeries;
import io.countersign.connectors.spi.ObservedChange;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.testing.ActionExecutorContract;
import io.countersign.connectors.testing.ApprovalNotifierContract;
import io.countersign.connectors.testing.ChangeFeedContract;
import io.countersign.connectors.testing.EvidenceSourceContract;
import io.countersign.domain.catalog.EntityId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class MemoryFakesTest {
  private static final Outcome.Failed<?> DOWN =
      new Outcome.Failed<>(Category.EXTERNAL, FailureCode.UNREACHABLE, "down");

  @Nested
  class Evidence extends EvidenceSourceContract {
    private final MemoryEvidenceSource source = new MemoryEvidenceSource("memory");

    @Override
    protected EvidenceSource source() {
      return source;
    }

    @Override
    protected void given(String query, List<LabelledSeries> series) {
      source.put(query, series);
    }

    @Override
    protected void down() {
      source.failWith(DOWN);
    }
  }

  @Nested
  class Changes extends ChangeFeedContract {
    private final MemoryChangeFeed feed = new MemoryChangeFeed(FEED);

    @Override
    protected ChangeFeed feed() {
      return feed;
    }

    @Override
    protected void changed(ObservedChange change) {
      feed.add(change);
    }

    @Override
    protected void badRecord() {
      feed.addBadRecord();
    }

    @Override
    protected void down() {
      feed.failWith(DOWN);
    }
  }

  @Nested
  class Actions extends ActionExecutorContract {
    private final MemoryExecutor executor =
        new MemoryExecutor(
            "supervisor",
            InstantSource.system(),
            Map.of(
                "rollback",
                (fields, _) ->
                    Map.of("version", fields.get("previous"), "previous", fields.get("version"))));

    @Override
    protected ActionExecutor executor() {
      return executor;
    }

    @Override
    protected void place(EntityId target, Map<String, String> fields) {
      executor.place(target, fields);
    }

    @Override
    protected int effects() {
      return executor.effects();
    }

    @Override
    protected void next(MemoryExecutor.Mishap mishap) {
      executor.next(mishap);
    }

    @Override
    protected void down() {
      executor.failWith(DOWN);
    }
  }

  @Nested
  class Notices extends ApprovalNotifierContract {
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
}
