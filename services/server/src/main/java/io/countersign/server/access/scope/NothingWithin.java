package io.countersign.server.access.scope;

import io.countersign.domain.access.Scope;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.catalog.Catalog;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The words about bounds that nothing known lies within: of what is mistyped, a halt stops nothing,
 * a freeze closes nothing and a grant reaches nothing, and whoever made it believes otherwise. It's
 * done all the same, since what isn't known yet may be meant.
 */
@Component
public final class NothingWithin {
  private final Catalog catalog;
  private final KnownActions actions;

  NothingWithin(Catalog catalog, KnownActions actions) {
    this.catalog = catalog;
    this.actions = actions;
  }

  /** Why, such as the name that nothing has; empty where something lies within. */
  public Optional<String> why(Scope scope) {
    var entities = catalog.contents().entities();
    var unknown = unknown(scope, entities);
    boolean covered =
        entities.isEmpty() ? scope.equals(Scope.EVERYWHERE) : coversAny(scope, entities);
    if (unknown.isEmpty() && (covered || scope.equals(Scope.EVERYWHERE))) {
      return Optional.empty();
    }
    var why = unknown.isEmpty() ? "nothing lies within all of that" : String.join("; ", unknown);
    return Optional.of(why);
  }

  private static boolean coversAny(Scope scope, List<Entity> entities) {
    var where = scope.ofAnyAction();
    return entities.stream()
        .anyMatch(it -> where.covers(CatalogFacts.reach(it.id(), it.owner(), "")));
  }

  private List<String> unknown(Scope scope, List<Entity> entities) {
    return Stream.of(
            unknown("team", scope.team(), names(entities, Entity::owner)),
            unknown(
                "environment", scope.environment(), names(entities, it -> it.id().environment())),
            unknown("service", scope.service(), names(services(entities), it -> it.id().name())),
            unknown("class of actions", scope.actionClass(), actions.classes()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Entity> services(List<Entity> entities) {
    return entities.stream().filter(it -> it.id().kind().equals(EntityId.SERVICE)).toList();
  }

  private static TreeSet<String> names(List<Entity> entities, Function<Entity, String> part) {
    var names = new TreeSet<String>();
    entities.forEach(it -> names.add(part.apply(it)));
    return names;
  }

  private static Optional<String> unknown(
      String what, @Nullable String wanted, Collection<String> known) {
    return Optional.ofNullable(wanted)
        .filter(it -> !known.contains(it))
        .map(it -> "no %s is called %s%s".formatted(what, it, NearestName.among(known, it)));
  }
}
