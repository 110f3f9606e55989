package io.countersign.server.planning;

import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.domain.planning.Runbook;
import io.countersign.server.config.Connections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The cover of the runbooks by the configured executors: which of them can ever be carried out. */
@Component
public final class RunbookCover {
  private final PolicyBundle law;
  private final Connections connections;

  RunbookCover(PolicyBundle law, Connections connections) {
    this.law = law;
    this.connections = connections;
  }

  /** What each that nothing can carry out lacks, by id. */
  public Map<String, String> gaps() {
    var gaps = new TreeMap<String, String>();
    law.runbooks().forEach(it -> gap(it).ifPresent(gap -> gaps.put(it.id(), gap)));
    return gaps;
  }

  /** What this one lacks; empty where an executor offers all of its actions. */
  Optional<String> gap(Runbook runbook) {
    return gap(runbook, connections.executors());
  }

  static Optional<String> gap(Runbook runbook, List<? extends ActionExecutor> executors) {
    return executors.isEmpty()
        ? Optional.of("no executor is configured")
        : executors.stream()
            .map(it -> lacking(it, runbook))
            .min(Comparator.comparingInt(List::size))
            .filter(it -> !it.isEmpty())
            .map(it -> "no executor offers " + String.join(", ", it));
  }

  /** Its actions, also those that undo, that the executor doesn't offer. */
  static List<String> lacking(ActionExecutor executor, Runbook runbook) {
    return Stream.concat(runbook.steps().stream(), runbook.rollback().stream())
        .map(Runbook.StepTemplate::action)
        .filter(action -> !executor.actions().contains(action))
        .distinct()
        .toList();
  }
}
