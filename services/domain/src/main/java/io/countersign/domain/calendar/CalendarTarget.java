package io.countersign.domain.calendar;

import io.countersign.domain.catalog.EntityId;
import java.util.List;

/**
 * Something that would be worked on, with all whose calendars are about it.
 *
 * @param own itself first, then what it's part of
 * @param dependencies what it depends on, at any distance
 */
public record CalendarTarget(List<Place> own, List<Place> dependencies) {
  /** Of what the catalogue doesn't know, or nobody answers for. */
  public static final String NO_TEAM = "";

  /**
   * @param team that answers for it, or {@link #NO_TEAM}
   */
  public record Place(EntityId entity, String team) {}

  public CalendarTarget {
    own = List.copyOf(own);
    dependencies = List.copyOf(dependencies);
  }

  /** What the catalogue doesn't know. */
  public static CalendarTarget of(EntityId entity) {
    return new CalendarTarget(List.of(new Place(entity, NO_TEAM)), List.of());
  }

  /**
   * Windows are its own; what closes is inherited from what it's part of, and from dependencies
   * where the calendar reaches its dependents.
   */
  boolean concernedBy(Timeline calendar) {
    var scope = calendar.scope();
    return switch (calendar.kind()) {
      case WINDOW -> scope.holdsFor(own.getFirst());
      case BLACKOUT, FREEZE ->
          own.stream().anyMatch(scope::holdsFor)
              || (calendar.dependents() && dependencies.stream().anyMatch(scope::holdsFor));
    };
  }
}
