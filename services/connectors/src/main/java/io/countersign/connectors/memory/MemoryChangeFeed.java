package io.countersign.connectors.memory;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.change.ChangeAnswer;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.connectors.spi.change.ObservedChange;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Tells the changes that it was given. Safe for use by many threads. */
public final class MemoryChangeFeed implements ChangeFeed {
  private final String name;
  private final List<ObservedChange> changes = new CopyOnWriteArrayList<>();
  private final List<InputProblem> problems = new CopyOnWriteArrayList<>();
  private volatile Outcome.@Nullable Failed<?> failing;

  public MemoryChangeFeed(String name) {
    this.name = name;
  }

  public void add(ObservedChange change) {
    changes.add(change);
  }

  /** A record that nobody can read. */
  public void addBadRecord() {
    problems.add(new InputProblem("/" + changes.size(), "can't be read"));
  }

  /** Fails like this until it's given null. */
  public void failWith(Outcome.@Nullable Failed<?> failure) {
    failing = failure;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Outcome<ChangeAnswer> since(Instant at) {
    var failed = failing;
    if (failed != null) {
      return failed.as();
    }
    var since = changes.stream().filter(change -> !change.change().at().isBefore(at)).toList();
    return Outcome.ok(new ChangeAnswer(since, problems));
  }

  @Override
  public ConnectionHealth check() {
    var failed = failing;
    return failed == null
        ? ConnectionHealth.working("in memory")
        : ConnectionHealth.broken(failed.message(), "End the failure that was asked for.");
  }
}
