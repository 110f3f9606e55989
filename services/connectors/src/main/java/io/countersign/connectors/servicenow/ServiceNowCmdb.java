package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.inventory.InventoryReading;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The configuration items and their relations, read page by page. */
final class ServiceNowCmdb {
  static final int MOST_ITEMS = 10_000;
  static final int MOST_RELATIONS = 50_000;
  private static final int PAGE = 500;

  /** So many parents are asked about at once: an address holds some 2,000 characters. */
  private static final int PARENTS = 40;

  private final ServiceNowCmdbSettings settings;
  private final ServiceNowClient client;

  ServiceNowCmdb(ServiceNowCmdbSettings settings, ServiceNowClient client) {
    this.settings = settings;
    this.client = client;
  }

  Outcome<InventoryReading> read() {
    var classes = settings.kinds().keySet().stream().sorted().toList();
    var query =
        "sys_class_nameIN"
            + String.join(",", classes)
            + (settings.query().isEmpty() ? "" : "^" + settings.query())
            + "^ORDERBYsys_id";
    var columns =
        String.join(
            ",",
            List.of(
                "sys_id",
                "name",
                "sys_class_name",
                settings.environment(),
                settings.owner(),
                settings.tier()));
    return client
        .list("cmdb_ci", query, columns, PAGE)
        .then(
            items ->
                items.rows().size() > MOST_ITEMS
                    ? tooMany(MOST_ITEMS + " items: narrow `cmdb.query`")
                    : read(new ServiceNowInventory(settings, items.rows())));
  }

  private Outcome<InventoryReading> read(ServiceNowInventory inventory) {
    var ids = inventory.items();
    var found = new ArrayList<JsonNode>();
    for (int i = 0; i < ids.size(); i += PARENTS) {
      var parents = String.join(",", ids.subList(i, Math.min(ids.size(), i + PARENTS)));
      var query = "parentIN" + parents + "^ORDERBYsys_id";
      switch (client.list("cmdb_rel_ci", query, "sys_id,parent,child,type", PAGE)) {
        case Outcome.Failed<ServiceNowClient.Rows> failed -> {
          return failed.as();
        }
        case Outcome.Ok<ServiceNowClient.Rows>(var rows) -> found.addAll(rows.rows());
      }
      if (found.size() > MOST_RELATIONS) {
        return tooMany(MOST_RELATIONS + " relations: narrow `cmdb.query`");
      }
    }
    return Outcome.ok(inventory.related(found));
  }

  private static Outcome<InventoryReading> tooMany(String what) {
    return Outcome.failed(
        FailureCategory.USER, FailureCode.REFUSED, "the catalogue takes no more than " + what);
  }
}
