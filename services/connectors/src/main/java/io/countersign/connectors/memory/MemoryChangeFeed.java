package io.countersign.connectors.memory;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.change.ChangeAnswer;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.connectors.spi.change.ObservedChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A feed of the changes that it was given. Safe for use by many threads. */
public final class MemoryChangeFeed extends MemoryConnection implements ChangeFeed {
  private final List<ObservedChange> changes = new CopyOnWriteArrayList<>();
  private final List<InputProblem> problems = new CopyOnWriteArrayList<>();

  public MemoryChangeFeed(String name) {
    super(name);
  }

  public void add(ObservedChange change) {
    changes.add(change);
  }

  /** A record that nobody can read. */
  public void addBadRecord() {
    problems.add(new InputProblem("/" + changes.size(), "can't be read"));
  }

  @Override
  public Duration pause() {
    return Duration.ofSeconds(1);
  }

  @Override
  public boolean tellsActors() {
    return true;
  }

  @Override
  public Outcome<ChangeAnswer> since(Instant at) {
    return unlessFailing(
        () ->
            Outcome.ok(
                new ChangeAnswer(
                    changes.stream().filter(it -> !it.change().at().isBefore(at)).toList(),
                    problems,
                    List.of())));
  }
}
