package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.ChangeRequest;
import io.countersign.connectors.spi.ticketing.ChangeRequest.Conflict;
import io.countersign.domain.Reference;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The schedule, conflicts and approvals of change requests. Approvals are read and never given:
 * what people decide there, people decide there.
 */
final class ServiceNowChanges {
  private static final List<String> FIELDS =
      List.of("start_date", "end_date", "description", "implementation_plan", "backout_plan");

  private final ServiceNowClient client;
  private final ServiceNowRecords records;
  private final ServiceNowApprovals approvals;

  ServiceNowChanges(ServiceNowClient client, ServiceNowRecords records, ServiceNowUsers users) {
    this.client = client;
    this.records = records;
    this.approvals = new ServiceNowApprovals(client, users);
  }

  Outcome<ChangeRequest> read(Reference ticket) {
    return records
        .ask(ServiceNowTable.CHANGE_REQUEST, ticket.id(), FIELDS)
        .then(
            row ->
                conflicts(ticket.id())
                    .then(
                        conflicts ->
                            approvals
                                .of(ticket.id())
                                .then(
                                    said ->
                                        Outcome.ok(
                                            new ChangeRequest(
                                                ticket,
                                                row.instant("start_date"),
                                                row.instant("end_date"),
                                                conflicts,
                                                said,
                                                texts(row))))));
  }

  /** Its status says that there is a conflict also where there is none: the list alone counts. */
  private Outcome<List<Conflict>> conflicts(String id) {
    var path = "sn_chg_rest/change/" + ServiceNowClient.encoded(id) + "/conflict";
    return client
        .get(path)
        .then(
            found ->
                found.path("last_run").asString("").isEmpty()
                    ? client.send("POST", path, null, Set.of(200)).then(_ -> client.get(path))
                    : Outcome.ok(found))
        .then(found -> Outcome.ok(conflicts(found)));
  }

  private static List<Conflict> conflicts(JsonNode found) {
    return found
        .path("conflicts")
        .valueStream()
        .map(ServiceNowRecord::new)
        .map(
            it ->
                new Conflict(
                    first(it, "conflicting_change", "change", "affected_ci", "configuration_item"),
                    first(it, "type", "conflict_type", "reason")))
        .toList();
  }

  private static String first(ServiceNowRecord row, String... names) {
    for (var name : names) {
      if (!row.word(name).isEmpty()) {
        return row.word(name);
      }
    }
    return "";
  }

  private static List<String> texts(ServiceNowRecord row) {
    return List.of(
        row.value("description"), row.value("implementation_plan"), row.value("backout_plan"));
  }
}
