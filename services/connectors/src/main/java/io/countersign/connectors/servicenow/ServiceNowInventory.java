package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.inventory.InventoryReading;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.Entity;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.catalog.Inventory;
import io.countersign.domain.catalog.Relation;
import io.countersign.domain.catalog.Relation.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Configuration items as entities of a catalogue. */
final class ServiceNowInventory {
  private static final int LONGEST = 200;
  private static final int MOST_TOLD = 100;

  /** By the words of a type, the parent's before the child's. */
  private static final Map<String, Kind> KINDS =
      Map.of(
          "depends on", Kind.CALLS,
          "uses", Kind.CALLS,
          "connects to", Kind.CALLS,
          "runs on", Kind.RUNS_ON,
          "hosted on", Kind.RUNS_ON,
          "virtualized by", Kind.RUNS_ON,
          "sends data to", Kind.WRITES_TO,
          "receives data from", Kind.READS_FROM,
          "contains", Kind.PART_OF,
          "members", Kind.PART_OF);

  private final ServiceNowCmdbSettings settings;
  private final Map<String, EntityId> ids = new LinkedHashMap<>();
  private final Map<EntityId, Entity> entities = new LinkedHashMap<>();
  private final List<String> passedOver = new ArrayList<>();

  ServiceNowInventory(ServiceNowCmdbSettings settings, List<JsonNode> items) {
    this.settings = settings;
    items.stream().map(ServiceNowRecord::new).forEach(this::item);
  }

  /** The {@code sys_id}s of what was taken. */
  List<String> items() {
    return List.copyOf(ids.keySet());
  }

  /** A class that wasn't asked for is one that the instance's query passed over. */
  private void item(ServiceNowRecord row) {
    var kind = settings.kinds().get(row.value("sys_class_name"));
    var name = part(row.value("name"));
    if (kind == null || name.isEmpty() || part(kind).isEmpty()) {
      passOver("the item " + row.value("sys_id") + " has no name, or isn't of a class");
      return;
    }
    var id = new EntityId(part(kind), environment(row), name);
    if (entities.containsKey(id)) {
      passOver("another item is " + id + ", too: " + row.value("sys_id"));
      return;
    }
    ids.put(row.value("sys_id"), id);
    entities.put(id, new Entity(id, owner(row), tier(row), false));
  }

  private String environment(ServiceNowRecord row) {
    var value = row.value(settings.environment());
    var named = part(settings.environments().getOrDefault(value, value));
    return named.isEmpty() ? EntityId.UNKNOWN_ENVIRONMENT : named;
  }

  private String owner(ServiceNowRecord row) {
    var owner = TextRedaction.text(row.word(settings.owner()).strip());
    return owner.isEmpty() ? "unknown" : owner.substring(0, Math.min(owner.length(), LONGEST));
  }

  /** As "2 - somewhat critical"; of what nobody said it, it's taken as seriously as can be. */
  private int tier(ServiceNowRecord row) {
    var value = row.value(settings.tier());
    return value.matches("[1-4](\\D.*)?") ? value.charAt(0) - '0' : Entity.UNKNOWN_TIER;
  }

  /** Lower case, and a dash for what an entity's id can't have. */
  private static String part(String text) {
    var dashed =
        text.strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._:@-]+", "-")
            .replaceAll("^[^a-z0-9]+|-+$", "");
    return dashed.substring(0, Math.min(dashed.length(), LONGEST));
  }

  /** All, with the relations between what was taken. */
  InventoryReading related(List<JsonNode> rows) {
    var relations = new LinkedHashSet<Relation>();
    var unknown = new TreeMap<String, Integer>();
    for (var json : rows) {
      var row = new ServiceNowRecord(json);
      var parent = ids.get(row.value("parent"));
      var child = ids.get(row.value("child"));
      var type = row.word("type");
      var kind = KINDS.get(type.replaceFirst("::.*", "").strip().toLowerCase(Locale.ROOT));
      if (kind == null) {
        unknown.merge(type, 1, Integer::sum);
      } else if (parent != null && child != null && !parent.equals(child)) {
        relations.add(
            kind == Kind.PART_OF
                ? new Relation(kind, child, parent)
                : new Relation(kind, parent, child));
      }
    }
    unknown.forEach((type, count) -> passOver(count + " relations of the type " + type));
    return new InventoryReading(
        new Inventory(List.copyOf(entities.values()), List.copyOf(relations)), passedOver);
  }

  private void passOver(String what) {
    if (passedOver.size() < MOST_TOLD) {
      passedOver.add(what);
    }
  }
}
