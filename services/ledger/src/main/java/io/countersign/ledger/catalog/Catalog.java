package io.countersign.ledger.catalog;

import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.CatalogPast;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.codec.EventNames;
import io.countersign.ledger.postgres.SqlRow;
import io.countersign.ledger.view.ViewQuery;
import io.countersign.ledger.view.ViewReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/**
 * The catalogue as it is now. It reads the tables that are written when a catalogue fact is
 * recorded, so it's never behind: what was declared before an alert is known when the alert is
 * correlated.
 */
public final class Catalog {
  /**
   * All of the catalogue.
   *
   * @param position of its last change; 0 while nothing was ever declared
   */
  public record Contents(
      long position, List<Entity> entities, List<Relation> relations, Topology topology) {
    private static final Contents NEVER_READ =
        new Contents(-1, List.of(), List.of(), new Topology(List.of(), List.of()));

    public Contents {
      entities = List.copyOf(entities);
      relations = List.copyOf(relations);
    }
  }

  /** The last position of each type, found at the end of its index. */
  private static final String LAST_CHANGE =
      """
      select coalesce(max(last.position), 0) as position
      from unnest(?) as t (type) cross join lateral (
        select max(global_index) as position from event
        where payload_type = t.type and global_index <= ?) last\
      """;

  private static final String[] TYPES =
      Arrays.stream(CatalogEvent.class.getPermittedSubclasses())
          .map(type -> EventNames.of(type).type())
          .sorted()
          .toArray(String[]::new);

  private final ViewReader views;
  private final AtomicReference<Contents> cached = new AtomicReference<>(Contents.NEVER_READ);

  public Catalog(DataSource source) {
    views = new ViewReader(source);
  }

  /** Entities sorted by id, relations by kind and ends; read again only when they have changed. */
  public Contents contents() {
    var known = cached.get();
    var current = views.read(query -> since(known, query));
    cached.accumulateAndGet(current, (a, b) -> a.position() > b.position() ? a : b);
    return current;
  }

  /** The team that answers for an entity; empty where the catalogue doesn't know it. */
  public String owner(EntityId entity) {
    return contents().entities().stream()
        .filter(it -> it.id().equals(entity))
        .map(Entity::owner)
        .findFirst()
        .orElse("");
  }

  public Topology topology() {
    return contents().topology();
  }

  /** What was stricter after this instant than it is now. */
  public CatalogPast past(Instant since) {
    return views.read(
        query -> {
          var tiers = new HashMap<EntityId, Integer>();
          query
              .list(
                  "select entity, tier from catalog_past where until > ?",
                  row -> Map.entry(EntityId.parse(row.text("entity")), row.intValue("tier")),
                  since)
              .forEach(it -> tiers.merge(it.getKey(), it.getValue(), Math::min));
          return new CatalogPast(
              tiers,
              query.list(
                  "select kind, from_entity, to_entity from catalog_relation_past where until > ?",
                  Catalog::relation,
                  since));
        });
  }

  /** The position of the last change up to another position; 0 for none. */
  static long lastChange(long upTo, ViewQuery query) {
    return query.first(LAST_CHANGE, row -> row.longValue("position"), TYPES, upTo).orElse(0L);
  }

  /** Of the events that the catalogue is made of. */
  static String[] types() {
    return TYPES.clone();
  }

  private static Contents since(Contents known, ViewQuery query) {
    long position = lastChange(Long.MAX_VALUE, query);
    if (position == known.position()) {
      return known;
    }
    var entities =
        query.list("select declared from catalog_entity order by entity", Catalog::entity);
    var relations =
        query.list(
            "select * from catalog_relation order by kind, from_entity, to_entity",
            Catalog::relation);
    return new Contents(position, entities, relations, new Topology(entities, relations));
  }

  private static Entity entity(SqlRow row) {
    return DomainJson.read(row.text("declared"), Entity.class);
  }

  private static Relation relation(SqlRow row) {
    return new Relation(
        row.constant("kind", Relation.Kind.class),
        EntityId.parse(row.text("from_entity")),
        EntityId.parse(row.text("to_entity")));
  }
}
