package io.countersign.connectors.spi.change;

import io.countersign.connectors.spi.InputProblem;
import java.util.List;

/**
 * The answer of a feed.
 *
 * @param changes in the feed's order
 * @param problems records that can't be used; they don't spoil the others
 */
public record ChangeAnswer(List<ObservedChange> changes, List<InputProblem> problems) {
  public ChangeAnswer {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
  }
}
