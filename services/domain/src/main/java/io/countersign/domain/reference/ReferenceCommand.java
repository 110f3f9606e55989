package io.countersign.domain.reference;

import io.countersign.domain.Command;
import io.countersign.domain.Reference;

/** A command about the references of one holder. */
public sealed interface ReferenceCommand extends Command {
  ReferenceHolder holder();

  @Override
  default String target() {
    return holder().aggregate();
  }

  /** It goes with this thing; the same thing again only brings its address up to date. */
  record AddReference(ReferenceHolder holder, Reference reference) implements ReferenceCommand {}

  /** It doesn't go with this thing after all, wherever that is opened. */
  record RemoveReference(ReferenceHolder holder, String system, String kind, String id)
      implements ReferenceCommand {}
}
