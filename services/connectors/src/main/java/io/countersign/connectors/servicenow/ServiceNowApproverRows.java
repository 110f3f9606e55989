package io.countersign.connectors.servicenow;

import io.countersign.connectors.poll.ListPlace;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The poll of approvers' rows: what somebody says of a change doesn't have to touch the change. It
 * counts as changed when its row was.
 */
final class ServiceNowApproverRows {
  private static final ServiceNowTable CHANGES = ServiceNowTable.CHANGE_REQUEST;
  private static final int PAGE = 200;

  private final ServiceNowClient client;
  private final ServiceNowRecords records;

  ServiceNowApproverRows(ServiceNowClient client, ServiceNowRecords records) {
    this.client = client;
    this.records = records;
  }

  /** What a part of the rows says was changed, and the place behind it. */
  record Touched(List<Ticket> changes, ListPlace next, @Nullable Instant date) {}

  /** The changes of which a row was changed since then; none where the account may read no rows. */
  Outcome<Touched> changedSince(Instant from, ListPlace place) {
    var query = "sys_updated_on>=" + ServiceNowRecord.time(from);
    var columns = "sys_id,sysapproval,sys_updated_on";
    var part = client.part(ServiceNowApprovals.TABLE, query, columns, PAGE, place);
    return part instanceof Outcome.Failed<?> failed && failed.code() == FailureCode.UNAUTHORISED
        ? place
            .behind(List.of(), PAGE, false)
            .then(next -> Outcome.ok(new Touched(List.of(), next, null)))
        : part.then(
            it ->
                changes(lastTouched(it.rows()))
                    .then(all -> Outcome.ok(new Touched(all, it.next(), it.date()))));
  }

  private static Map<String, Instant> lastTouched(List<JsonNode> rows) {
    var touched = new HashMap<String, Instant>();
    for (var node : rows) {
      var row = new ServiceNowRecord(node);
      var change = row.value("sysapproval");
      if (change.matches("[0-9a-f]{32}")) {
        var at = row.instant("sys_updated_on").orElse(Instant.EPOCH);
        touched.merge(change, at, (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return touched;
  }

  /** Rows of approvers are of other tasks, too, which this table doesn't have. */
  private Outcome<List<Ticket>> changes(Map<String, Instant> touched) {
    var ids = touched.keySet().stream().sorted().toList();
    var all = new ArrayList<Ticket>();
    for (int from = 0; from < ids.size(); from += ServiceNowApprovals.MOST_IDS) {
      var some =
          String.join(
              ",", ids.subList(from, Math.min(ids.size(), from + ServiceNowApprovals.MOST_IDS)));
      var query = "sys_idIN" + some + "^ORDERBYsys_created_on^ORDERBYsys_id";
      switch (client.list(CHANGES.table(), query, records.columns(List.of()), PAGE)) {
        case Outcome.Failed<ServiceNowClient.Rows> failed -> {
          return failed.as();
        }
        case Outcome.Ok<ServiceNowClient.Rows>(var rows) ->
            records.tickets(CHANGES, rows.rows()).stream()
                .filter(it -> touched.containsKey(it.reference().id()))
                .map(it -> touched(it, touched.getOrDefault(it.reference().id(), Instant.EPOCH)))
                .forEach(all::add);
      }
    }
    return Outcome.ok(List.copyOf(all));
  }

  private static Ticket touched(Ticket it, Instant at) {
    var last = it.updatedAt().isAfter(at) ? it.updatedAt() : at;
    return new Ticket(
        it.reference(),
        it.correlation(),
        it.title(),
        it.state(),
        it.status(),
        it.fields(),
        it.revision() + "/" + at.getEpochSecond(),
        last,
        it.mergedInto());
  }
}
