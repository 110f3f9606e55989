package io.countersign.ledger.calendar;

import io.countersign.domain.calendar.CalendarTarget;
import io.countersign.domain.calendar.CalendarTarget.Place;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import io.countersign.ledger.postgres.SqlRow;
import java.util.List;

/**
 * The surroundings of a target, by the catalogue: what it's part of, what it depends on, whose it
 * is.
 */
record CalendarPlaces(SqlConnection sql) {
  /** Itself first, though nothing is part of itself. */
  private static final String OWN =
      """
      with recursive reached (entity) as (
        select to_entity from catalog_relation where from_entity = ? and kind = 'PART_OF'
        union
        select r.to_entity from catalog_relation r join reached on r.from_entity = reached.entity
        where r.kind = 'PART_OF'),
      own (entity, distant) as (
        select ?, false union all select entity, true from reached where entity <> ?)
      select own.entity, e.declared from own left join catalog_entity e on e.entity = own.entity
      order by distant, own.entity\
      """;

  private static final String DEPENDENCIES =
      """
      with recursive reached (entity) as (
        select to_entity from catalog_relation where from_entity = ?
        union
        select r.to_entity from catalog_relation r join reached on r.from_entity = reached.entity)
      select reached.entity, e.declared
      from reached left join catalog_entity e on e.entity = reached.entity
      order by reached.entity\
      """;

  /**
   * @param dependencies whether a calendar asks for them: there may be thousands
   */
  CalendarTarget target(EntityId entity, boolean dependencies) {
    var id = entity.toString();
    return new CalendarTarget(
        sql.list(OWN, CalendarPlaces::place, id, id, id),
        dependencies ? sql.list(DEPENDENCIES, CalendarPlaces::place, id) : List.of());
  }

  private static Place place(SqlRow row) {
    var declared = row.textOrNull("declared");
    return new Place(
        EntityId.parse(row.text("entity")),
        declared == null
            ? CalendarTarget.NO_TEAM
            : DomainJson.read(declared, Entity.class).owner());
  }
}
