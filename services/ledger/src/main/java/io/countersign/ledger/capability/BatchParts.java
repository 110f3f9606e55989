package io.countersign.ledger.capability;

import io.countersign.ledger.axon.FactWriter;
import io.countersign.ledger.axon.FactsProvider;
import io.countersign.ledger.axon.StateTable;
import java.util.List;

/**
 * The parts that a capability takes in every batch of commands.
 *
 * @param tables of aggregates whose states aren't folded from their events
 * @param writers of the facts that decisions read
 * @param providers of the same facts to decisions
 */
public record BatchParts(
    List<StateTable<?, ?, ?>> tables, List<FactWriter> writers, List<FactsProvider<?>> providers) {
  public static final BatchParts NONE = new BatchParts(List.of(), List.of(), List.of());

  public BatchParts {
    tables = List.copyOf(tables);
    writers = List.copyOf(writers);
    providers = List.copyOf(providers);
  }

  /** Of a capability whose states all follow from events. */
  public static BatchParts of(List<FactWriter> writers, List<FactsProvider<?>> providers) {
    return new BatchParts(List.of(), writers, providers);
  }

  /** All capabilities' together. */
  static BatchParts joined(List<BatchParts> parts) {
    return new BatchParts(
        parts.stream().<StateTable<?, ?, ?>>flatMap(it -> it.tables().stream()).toList(),
        parts.stream().flatMap(it -> it.writers().stream()).toList(),
        parts.stream().<FactsProvider<?>>flatMap(it -> it.providers().stream()).toList());
  }
}
