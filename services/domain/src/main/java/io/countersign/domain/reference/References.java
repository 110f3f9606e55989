package io.countersign.domain.reference;

import io.countersign.domain.RecentRefusals;
import io.countersign.domain.Reference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The references of one holder.
 *
 * @param held in the order in which they were added, each thing once
 */
public record References(List<Reference> held, RecentRefusals refusals) {
  public static final References NONE = new References(List.of(), RecentRefusals.NONE);

  public References {
    held = List.copyOf(held);
  }

  /** The thing, wherever it is opened. */
  public Optional<Reference> find(String system, String kind, String id) {
    return held.stream()
        .filter(it -> it.system().equals(system) && it.kind().equals(kind) && it.id().equals(id))
        .findFirst();
  }

  /** The state after an event. Total: removing what isn't there changes nothing. */
  public static References evolve(References state, ReferenceEvent event) {
    return switch (event) {
      case ReferenceEvent.Added e ->
          new References(
              Stream.concat(state.others(e.reference()), Stream.of(e.reference())).toList(),
              state.refusals);
      case ReferenceEvent.Removed e ->
          new References(state.others(e.reference()).toList(), state.refusals);
      case ReferenceEvent.AttemptRefused e ->
          new References(state.held, state.refusals.with(e.by(), e.code(), e.at()));
    };
  }

  private Stream<Reference> others(Reference reference) {
    return held.stream().filter(it -> !reference.isSameThing(it));
  }
}
