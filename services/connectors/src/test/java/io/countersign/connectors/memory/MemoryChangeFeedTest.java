package io.countersign.connectors.memory;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.connectors.spi.change.ObservedChange;
import io.countersign.connectors.testing.ChangeFeedContract;

class MemoryChangeFeedTest extends ChangeFeedContract {
  private static final Outcome.Failed<?> DOWN =
      new Outcome.Failed<>(FailureCategory.EXTERNAL, FailureCode.UNREACHABLE, "down");

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
