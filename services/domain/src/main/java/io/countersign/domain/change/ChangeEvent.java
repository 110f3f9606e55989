package io.countersign.domain.change;

import io.countersign.domain.Event;

/** A fact with a key: what somebody changed. */
public sealed interface ChangeEvent extends Event {
  record ChangeObserved(Change change) implements ChangeEvent {}
}
