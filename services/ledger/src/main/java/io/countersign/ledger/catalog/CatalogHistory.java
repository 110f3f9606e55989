package io.countersign.ledger.catalog;

import io.countersign.domain.catalog.CatalogEvent;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Topology;
import io.countersign.ledger.axon.EventReader;
import io.countersign.ledger.catalog.Catalog.Contents;
import io.countersign.ledger.view.ViewQuery;
import io.countersign.ledger.view.ViewReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** The catalogue as it was at a position, from the events that declared it. */
public final class CatalogHistory {
  private static final int PAGE = 1_000;

  private static final String EVENTS =
      "select "
          + EventReader.COLUMNS
          + " from event where payload_type = any(?) and global_index > ? and global_index <= ?"
          + " order by global_index limit ?";

  /** What was declared by then and not retired. */
  private static final class Declared {
    private final TreeMap<EntityId, Entity> entities = new TreeMap<>();
    private final Set<Relation> relations = new LinkedHashSet<>();

    void take(CatalogEvent event) {
      switch (event) {
        case CatalogEvent.EntityDeclared(var it) -> entities.put(it.id(), it);
        case CatalogEvent.EntityRetired(var it) -> entities.remove(it);
        case CatalogEvent.RelationDeclared(var it) -> relations.add(it);
        case CatalogEvent.RelationRetired(var it) -> relations.remove(it);
      }
    }

    Contents at(long position) {
      var all = new ArrayList<>(entities.values());
      return new Contents(position, all, new ArrayList<>(relations), new Topology(all, relations));
    }
  }

  private final Catalog today;
  private final ViewReader views;
  private final AtomicReference<Contents> last = new AtomicReference<>(new Declared().at(0));

  public CatalogHistory(Catalog today, DataSource source) {
    this.today = today;
    this.views = new ViewReader(source);
  }

  /** As of this position; read anew only if it isn't today's, nor what was asked for last. */
  public Contents at(long position) {
    var current = today.contents();
    if (current.position() <= position) {
      return current;
    }
    return views.read(query -> at(position, query));
  }

  private Contents at(long position, ViewQuery query) {
    long changed = Catalog.lastChange(position, query);
    var known = last.get();
    if (known.position() == changed) {
      return known;
    }
    var then = read(changed, query);
    last.set(then);
    return then;
  }

  private static Contents read(long position, ViewQuery query) {
    var declared = new Declared();
    long after = 0;
    for (boolean more = after < position; more; ) {
      var page = query.events(EVENTS, Catalog.types(), after, position, PAGE);
      page.forEach(it -> declared.take((CatalogEvent) it.event()));
      more = page.size() == PAGE;
      after = page.isEmpty() ? position : page.getLast().position();
    }
    return declared.at(position);
  }
}
