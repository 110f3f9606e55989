package io.countersign.server.access.scope;

import io.countersign.domain.access.Sight;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.catalog.Catalog;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The words about an entity that isn't in the catalogue: of a mistyped one an answer reads as if it
 * were there. It's answered all the same, since it may have been there once.
 */
@Component
public final class UnknownEntity {
  private final Catalog catalog;

  UnknownEntity(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Empty where it's in the catalogue.
   *
   * @param sight of who asks: what they don't see isn't held out to them
   */
  public Optional<String> why(EntityId asked, Sight sight) {
    var entities = catalog.contents().entities();
    if (entities.stream().anyMatch(it -> it.id().equals(asked))) {
      return Optional.empty();
    }
    var seen =
        entities.stream()
            .filter(it -> sight.covers(CatalogFacts.reach(it.id(), it.owner(), "")))
            .map(Entity::id)
            .toList();
    return Optional.of(asked + " isn't in the catalogue" + nearest(asked, seen) + ".");
  }

  /** What is called so elsewhere, or else something almost so. */
  private static String nearest(EntityId asked, List<EntityId> seen) {
    var namesakes = texts(seen.stream().filter(it -> it.name().equals(asked.name())));
    return namesakes.isEmpty()
        ? NearestName.among(
            texts(seen.stream()), asked.toString(), Math.max(1, asked.name().length() / 3))
        : NearestName.among(namesakes, asked.toString(), Integer.MAX_VALUE);
  }

  private static List<String> texts(Stream<EntityId> entities) {
    return entities.map(EntityId::toString).toList();
  }
}
