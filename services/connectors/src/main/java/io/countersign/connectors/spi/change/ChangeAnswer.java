package io.countersign.connectors.spi.change;

import io.countersign.connectors.spi.InputProblem;
import java.util.List;

/**
 * The changes that a feed or a delivery tells of.
 *
 * @param changes in the feed's order
 * @param problems records that can't be used; they don't spoil the others
 * @param adjusted what was done to records so that they could be kept, one entry for each of them
 */
public record ChangeAnswer(
    List<ObservedChange> changes, List<InputProblem> problems, List<InputProblem> adjusted) {
  public ChangeAnswer {
    changes = List.copyOf(changes);
    problems = List.copyOf(problems);
    adjusted = List.copyOf(adjusted);
  }
}
