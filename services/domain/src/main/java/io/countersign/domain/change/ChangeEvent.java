package io.countersign.domain.change;

import io.countersign.domain.StandaloneEvent;

/** Something that somebody changed in the estate. */
public sealed interface ChangeEvent extends StandaloneEvent {
  record ChangeObserved(Change change) implements ChangeEvent {}
}
