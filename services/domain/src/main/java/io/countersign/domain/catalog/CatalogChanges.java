package io.countersign.domain.catalog;

import io.countersign.domain.catalog.CatalogEvent.EntityDeclared;
import io.countersign.domain.catalog.CatalogEvent.EntityRetired;
import io.countersign.domain.catalog.CatalogEvent.RelationDeclared;
import io.countersign.domain.catalog.CatalogEvent.RelationRetired;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** The difference between two catalogues, as the events that lead from one to the other. */
public final class CatalogChanges {
  private static final Comparator<Entity> BY_ID = Comparator.comparing(Entity::id);
  private static final Comparator<Relation> BY_ENDS =
      Comparator.comparing(Relation::from)
          .thenComparing(Relation::kind)
          .thenComparing(Relation::to);

  private CatalogChanges() {}

  /**
   * @return relations retired, entities retired, entities declared (new or changed), relations
   *     declared; each sorted, so that the same two catalogues always give the same events; empty
   *     when nothing changed
   */
  public static List<CatalogEvent> between(Inventory current, Inventory wanted) {
    var events = new ArrayList<CatalogEvent>();
    events.addAll(missing(current.relations(), wanted.relations(), BY_ENDS, RelationRetired::new));
    events.addAll(retired(current, wanted));
    events.addAll(missing(wanted.entities(), current.entities(), BY_ID, EntityDeclared::new));
    events.addAll(missing(wanted.relations(), current.relations(), BY_ENDS, RelationDeclared::new));
    return List.copyOf(events);
  }

  /** A changed entity is declared anew; only one whose id is gone is retired. */
  private static List<CatalogEvent> retired(Inventory current, Inventory wanted) {
    return missing(
        current.entities().stream().map(Entity::id).toList(),
        wanted.entities().stream().map(Entity::id).toList(),
        Comparator.naturalOrder(),
        EntityRetired::new);
  }

  private static <T> List<CatalogEvent> missing(
      Collection<T> here,
      Collection<T> there,
      Comparator<T> order,
      Function<T, CatalogEvent> event) {
    var known = new HashSet<>(there);
    return here.stream()
        .distinct()
        .filter(it -> !known.contains(it))
        .sorted(order)
        .map(event)
        .toList();
  }
}
