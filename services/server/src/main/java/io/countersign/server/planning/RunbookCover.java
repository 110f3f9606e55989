package io.countersign.server.planning;

import io.countersign.domain.planning.Runbook;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The cover of the runbooks by the configured executors: which of them can ever be carried out.
 *
 * @param gaps what each that nothing can carry out lacks, by id
 */
public record RunbookCover(Map<String, String> gaps) {
  public RunbookCover {
    gaps = Map.copyOf(gaps);
  }

  /**
   * @param offered the actions of each executor
   */
  static RunbookCover of(List<Runbook> runbooks, Collection<Set<String>> offered) {
    var gaps = new TreeMap<String, String>();
    runbooks.forEach(it -> gap(it, offered).ifPresent(gap -> gaps.put(it.id(), gap)));
    return new RunbookCover(gaps);
  }

  private static Optional<String> gap(Runbook runbook, Collection<Set<String>> offered) {
    return offered.isEmpty()
        ? Optional.of("no executor is configured")
        : offered.stream()
            .map(it -> lacking(it, runbook))
            .min(Comparator.comparingInt(List::size))
            .filter(it -> !it.isEmpty())
            .map(it -> "no executor offers " + String.join(", ", it));
  }

  /** Its actions, also those that undo, that aren't on offer. */
  static List<String> lacking(Set<String> offered, Runbook runbook) {
    return Stream.concat(runbook.steps().stream(), runbook.rollback().stream())
        .map(Runbook.StepTemplate::action)
        .filter(action -> !offered.contains(action))
        .distinct()
        .toList();
  }
}
