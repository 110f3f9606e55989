package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.domain.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Records as tickets. */
final class ServiceNowRecords {
  private static final List<String> ALWAYS =
      List.of(
          "sys_id",
          "number",
          "short_description",
          "state",
          "correlation_id",
          "sys_updated_on",
          "sys_created_on",
          "sys_mod_count");

  private static final String NUMBER = "[A-Z]{1,10}[0-9]{1,20}";

  private final ServiceNowSettings settings;
  private final ServiceNowClient client;

  ServiceNowRecords(ServiceNowSettings settings, ServiceNowClient client) {
    this.settings = settings;
    this.client = client;
  }

  /** The columns that a ticket is read from. */
  String columns(List<String> more) {
    var all = new ArrayList<>(ALWAYS);
    all.add(settings.mergedInto());
    all.addAll(settings.fields());
    all.addAll(more);
    return String.join(",", all.stream().distinct().toList());
  }

  Outcome<ServiceNowRecord> ask(ServiceNowTable table, String id, List<String> more) {
    return client
        .get(
            "now/table/"
                + table.table()
                + "/"
                + ServiceNowClient.encoded(id)
                + "?sysparm_display_value=all&sysparm_exclude_reference_link=true&sysparm_fields="
                + ServiceNowClient.encoded(columns(more)))
        .then(it -> Outcome.ok(ServiceNowRecord.of(it)));
  }

  Outcome<Ticket> read(ServiceNowTable table, String id) {
    return ask(table, id, List.of()).then(it -> ticket(table, it));
  }

  Outcome<Ticket> ticket(ServiceNowTable table, ServiceNowRecord row) {
    var id = row.value("sys_id");
    var updated = row.instant("sys_updated_on");
    if (id.isEmpty() || updated.isEmpty() || row.value("state").isEmpty()) {
      return Outcome.failed(
          FailureCategory.EXTERNAL,
          FailureCode.BAD_ANSWER,
          "ServiceNow " + settings.name() + " answered no record that can be read");
    }
    var values = new TreeMap<String, String>();
    settings.fields().stream()
        .filter(it -> !row.value(it).isEmpty())
        .forEach(it -> values.put(it, row.value(it)));
    var correlation = row.value("correlation_id");
    return Outcome.ok(
        new Ticket(
            reference(table, id, row.value("number")),
            correlation.isEmpty() ? null : correlation,
            row.value("short_description"),
            table.state(settings, row.value("state")),
            row.word("state"),
            values,
            row.value("sys_mod_count") + "-" + updated.get().getEpochSecond(),
            updated.get(),
            mergedInto(table, row)));
  }

  /** A change isn't merged: what it has a parent for is another matter. */
  private @Nullable Reference mergedInto(ServiceNowTable table, ServiceNowRecord row) {
    var into = row.value(settings.mergedInto());
    return table == ServiceNowTable.INCIDENT && !into.isEmpty()
        ? reference(table, into, row.word(settings.mergedInto()))
        : null;
  }

  /** With the record's number behind its id, which the form passes over: people know it by that. */
  private Reference reference(ServiceNowTable table, String id, String number) {
    var form =
        "%s.do?sys_id=%s%s"
            .formatted(
                table.table(), id, number.matches(NUMBER) ? "&sysparm_number=" + number : "");
    return new Reference(
        settings.name(),
        table.kind(),
        id,
        settings.base() + "/nav_to.do?uri=" + ServiceNowClient.encoded(form));
  }

  /** Those of them that can be read: a rule there may keep a field from us. */
  List<Ticket> tickets(ServiceNowTable table, List<JsonNode> rows) {
    var found = new ArrayList<Ticket>();
    for (var row : rows) {
      if (ticket(table, new ServiceNowRecord(row)) instanceof Outcome.Ok<Ticket>(var ticket)) {
        found.add(ticket);
      }
    }
    return List.copyOf(found);
  }
}
