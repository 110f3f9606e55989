package io.countersign.reports.record;

import io.countersign.reports.ReportTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The owners of entities, as far as the leaves that were read declare them. */
public final class Catalogue {
  private final Map<String, String> owners = new HashMap<>();

  public void accept(LeafEvent event) {
    switch (event.type()) {
      case "catalog.entity-declared" -> declare(event);
      case "catalog.entity-retired" -> owners.remove(event.payload().text("entity", ""));
      default -> {}
    }
  }

  private void declare(LeafEvent event) {
    var entity = event.payload().object("entity");
    var id = entity.text("id");
    var owner = entity.text("owner");
    if (id != null && owner != null) {
      owners.put(id, owner);
    }
  }

  private @Nullable String owner(String entity) {
    return owners.get(entity);
  }

  /** Whose they are; several where they are of several. */
  public String owners(Collection<String> entities) {
    var found = new TreeSet<String>();
    for (var entity : entities) {
      var owner = owner(entity);
      found.add(owner == null ? ReportTable.NOT_RECORDED : owner);
    }
    return found.isEmpty() ? ReportTable.NOT_RECORDED : String.join("; ", found);
  }
}
