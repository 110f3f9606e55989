package io.countersign.connectors.spi.change;

import io.countersign.domain.BlobRef;
import io.countersign.domain.change.Change;
import org.jspecify.annotations.Nullable;

/**
 * One record of a change.
 *
 * @param change without its actor
 * @param actor who did it, personal material to be kept beside the record; empty if not told
 */
public record ObservedChange(Change change, String actor) {
  public ObservedChange {
    change = change.redacted();
  }

  /** The change as it is recorded. */
  public Change recorded(@Nullable BlobRef actorRef) {
    return new Change(
        change.feed(),
        change.entity(),
        change.action(),
        change.at(),
        change.reference(),
        change.fromVersion(),
        change.toVersion(),
        change.remediation(),
        actorRef,
        change.reading());
  }
}
