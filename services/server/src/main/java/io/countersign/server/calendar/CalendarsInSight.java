package io.countersign.server.calendar;

import io.countersign.domain.access.Sight;
import io.countersign.domain.calendar.CalendarDefinition;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.catalog.CatalogFacts;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.calendar.Calendars;
import io.countersign.ledger.calendar.Calendars.Row;
import io.countersign.ledger.catalog.Catalog;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The calendars that may hold up something of what somebody may see: their own, and those of what
 * theirs is a part of.
 */
@Component
final class CalendarsInSight {
  private final Calendars calendars;
  private final CatalogFacts catalog;

  CalendarsInSight(Calendars calendars, Catalog catalog) {
    this.calendars = calendars;
    this.catalog = catalog::owner;
  }

  /** By name. */
  List<Row> all(Sight sight) {
    return calendars.all().stream().filter(it -> shows(it.definition(), sight)).toList();
  }

  Optional<Row> find(CalendarId calendar, Sight sight) {
    return calendars.find(calendar).filter(it -> shows(it.definition(), sight));
  }

  boolean shows(EntityId target, Sight sight) {
    return sight.covers(catalog.reach(target, ""));
  }

  /** What holds dependents may hold anybody's. */
  private boolean shows(CalendarDefinition definition, Sight sight) {
    var entity = definition.scope().entity();
    if (definition.dependents() || sight.isEverything()) {
      return true;
    }
    var about = definition.scope().within(catalog);
    return entity == null
        ? sight.scopes().stream().anyMatch(it -> it.meets(about))
        : shows(entity, sight);
  }
}
