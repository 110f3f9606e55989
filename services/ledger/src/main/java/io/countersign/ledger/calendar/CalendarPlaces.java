package io.countersign.ledger.calendar;

import io.countersign.domain.calendar.CalendarTarget;
import io.countersign.domain.calendar.CalendarTarget.Place;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.postgres.SqlConnection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The surroundings of a target, by the catalogue: what it's part of, what it depends on, whose it
 * is.
 */
record CalendarPlaces(SqlConnection sql) {
  private static final String PART_OF =
      """
      with recursive reached (entity) as (
        select to_entity from catalog_relation where from_entity = ? and kind = 'PART_OF'
        union
        select r.to_entity from catalog_relation r join reached on r.from_entity = reached.entity
        where r.kind = 'PART_OF')
      select entity from reached order by entity\
      """;
  private static final String DEPENDENCIES =
      """
      with recursive reached (entity) as (
        select to_entity from catalog_relation where from_entity = ?
        union
        select r.to_entity from catalog_relation r join reached on r.from_entity = reached.entity)
      select entity from reached order by entity\
      """;

  CalendarTarget target(EntityId entity) {
    return new CalendarTarget(
        Stream.concat(Stream.of(place(entity)), reached(PART_OF, entity)).distinct().toList(),
        reached(DEPENDENCIES, entity).toList());
  }

  private Stream<Place> reached(String query, EntityId from) {
    List<EntityId> entities =
        sql.list(query, row -> EntityId.parse(row.text("entity")), from.toString());
    return entities.stream().map(this::place);
  }

  private Place place(EntityId entity) {
    return new Place(
        entity,
        sql.first(
                "select declared from catalog_entity where entity = ?",
                row -> DomainJson.read(row.text("declared"), Entity.class).owner(),
                entity.toString())
            .orElse(CalendarTarget.NO_TEAM));
  }
}
