package io.countersign.connectors.canonical;

import io.countersign.domain.catalog.EntityId;
import java.util.Optional;

/** Entities as people write them: in full, or by name where kind and environment are clear. */
final class EntityNames {
  private EntityNames() {}

  static Optional<EntityId> find(String text, String kind, String environment) {
    try {
      return Optional.of(
          text.indexOf('/') >= 0 ? EntityId.parse(text) : new EntityId(kind, environment, text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
