package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.CreationUnderWay;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The writing of records. An unknown column is passed over in silence there, and so is one that
 * only rules may set: names are looked up before, and values are looked at afterwards.
 */
final class ServiceNowWrites {
  /** No request that was given up is still worked on after this: a quota ends each. */
  private static final Duration SETTLED = Duration.ofSeconds(60);

  private final ServiceNowSettings settings;
  private final ServiceNowClient client;
  private final ServiceNowRecords records;
  private final ServiceNowDictionary dictionary;

  ServiceNowWrites(
      ServiceNowSettings settings,
      ServiceNowClient client,
      ServiceNowRecords records,
      ServiceNowDictionary dictionary) {
    this.settings = settings;
    this.client = client;
    this.records = records;
    this.dictionary = dictionary;
  }

  /**
   * Our record of a key, the oldest of several: a key anybody may put. One of another's shows that
   * the query failed.
   */
  Outcome<Optional<Ticket>> find(ServiceNowTable table, String correlation) {
    var query =
        "sysparm_query="
            + ServiceNowClient.encoded(
                "correlation_id="
                    + correlation
                    + "^sys_created_by="
                    + settings.user()
                    + "^ORDERBYsys_created_on")
            + "&sysparm_display_value=all&sysparm_exclude_reference_link=true&sysparm_limit=2"
            + "&sysparm_fields="
            + ServiceNowClient.encoded(records.columns(List.of()));
    return client
        .get("now/table/" + table.table() + "?" + query)
        .then(
            rows -> {
              var row = ServiceNowRecord.of(rows);
              if (rows.isEmpty()) {
                return Outcome.ok(Optional.empty());
              }
              return row.value("correlation_id").equals(correlation)
                  ? records.ticket(table, row).then(it -> Outcome.ok(Optional.of(it)))
                  : refused("doesn't search by correlation_id: another's record came back");
            });
  }

  Outcome<Ticket> create(
      ServiceNowTable table,
      String correlation,
      TicketDraft draft,
      Instant now,
      @Nullable Instant triedAt) {
    return find(table, correlation)
        .then(
            found ->
                found
                    .map(Outcome::ok)
                    .orElseGet(
                        () ->
                            CreationUnderWay.unless(
                                triedAt, SETTLED, now, () -> checked(table, correlation, draft))));
  }

  private Outcome<Ticket> checked(ServiceNowTable table, String correlation, TicketDraft draft) {
    return dictionary
        .check(table, draft.fields().keySet())
        .then(_ -> insert(table, correlation, draft));
  }

  /** Only a change is of a type; a record is in no project. */
  static Map<String, List<String>> places(ServiceNowTable table) {
    return switch (table) {
      case INCIDENT -> Map.of(TicketDraft.GROUP, List.of());
      case CHANGE_REQUEST ->
          Map.of(TicketDraft.GROUP, List.of(), TicketDraft.TYPE, ServiceNowSettings.CHANGE_TYPES);
    };
  }

  private Outcome<Ticket> insert(ServiceNowTable table, String correlation, TicketDraft draft) {
    var unknown = draft.unplaced(places(table).keySet());
    var type = draft.place().getOrDefault(TicketDraft.TYPE, settings.changeType());
    if (!unknown.isEmpty() || !ServiceNowSettings.CHANGE_TYPES.contains(type)) {
      return refused(
          "has no place of " + table.kind() + ": " + (unknown.isEmpty() ? type : unknown));
    }
    var wanted = new LinkedHashMap<>(draft.fields());
    var group = draft.place().get(TicketDraft.GROUP);
    if (group != null) {
      wanted.put("assignment_group", group);
    }
    wanted.put("short_description", draft.title());
    wanted.put("description", draft.description());
    wanted.put("correlation_id", correlation);
    wanted.put("correlation_display", "Countersign");
    return switch (table) {
      case INCIDENT ->
          client
              .send("POST", "now/table/incident", body(wanted), Set.of(201))
              .then(it -> created(table, wanted, it));
      case CHANGE_REQUEST ->
          client
              .send("POST", changePath(type), body(wanted), Set.of(200, 201))
              .then(it -> retried(it, wanted))
              .then(it -> created(table, wanted, it));
    };
  }

  private String changePath(String type) {
    var path = "sn_chg_rest/change/" + type;
    return settings.changeTemplate() != null && type.equals("standard")
        ? path + "/" + settings.changeTemplate()
        : path;
  }

  /** What the change API passed over is tried by the Table API, which takes more. */
  private Outcome<JsonNode> retried(JsonNode created, Map<String, String> wanted) {
    var ignored = ignored(created);
    if (ignored.isEmpty()) {
      return Outcome.ok(created);
    }
    var left = new LinkedHashMap<>(wanted);
    left.keySet().retainAll(ignored);
    var id = ServiceNowRecord.of(created).value("sys_id");
    return client
        .send("PATCH", "now/table/change_request/" + id, body(left), Set.of(200))
        .then(_ -> Outcome.ok(created));
  }

  private static List<String> ignored(JsonNode answer) {
    var meta = ServiceNowRecord.of(answer).json().path("__meta").path("ignoredFields");
    return meta.isObject()
        ? List.copyOf(meta.propertyNames())
        : meta.valueStream().map(it -> it.asString("")).toList();
  }

  private Outcome<Ticket> created(
      ServiceNowTable table, Map<String, String> wanted, JsonNode answer) {
    var id = ServiceNowRecord.of(answer).value("sys_id");
    return id.isEmpty()
        ? Outcome.failed(
            FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "ServiceNow answered no record")
        : records
            .ask(table, id, List.copyOf(wanted.keySet()))
            .then(row -> kept(table, row, null, wanted));
  }

  Outcome<Ticket> update(ServiceNowTable table, String id, Map<String, String> fields) {
    return records
        .ask(table, id, List.copyOf(fields.keySet()))
        .then(
            before ->
                dictionary
                    .check(table, fields.keySet())
                    .then(
                        _ -> {
                          var wanted = new LinkedHashMap<>(fields);
                          wanted
                              .entrySet()
                              .removeIf(it -> before.value(it.getKey()).equals(it.getValue()));
                          return wanted.isEmpty()
                              ? records.ticket(table, before)
                              : patch(table, id, before, wanted);
                        }));
  }

  private Outcome<Ticket> patch(
      ServiceNowTable table, String id, ServiceNowRecord before, Map<String, String> wanted) {
    var path =
        switch (table) {
          case INCIDENT -> "now/table/incident/" + id;
          case CHANGE_REQUEST -> "sn_chg_rest/change/" + id;
        };
    return client
        .send("PATCH", path, body(wanted), Set.of(200))
        .then(_ -> records.ask(table, id, List.copyOf(wanted.keySet())))
        .then(after -> kept(table, after, before, wanted));
  }

  /** A value that stayed as it was, or stayed empty, wasn't taken. */
  private Outcome<Ticket> kept(
      ServiceNowTable table,
      ServiceNowRecord after,
      @Nullable ServiceNowRecord before,
      Map<String, String> wanted) {
    var passedOver = new ArrayList<String>();
    wanted.forEach(
        (name, value) -> {
          var was = before == null ? "" : before.value(name);
          if (!value.equals(was) && after.value(name).equals(was)) {
            passedOver.add(name);
          }
        });
    return passedOver.isEmpty()
        ? records.ticket(table, after)
        : refused(
            "passed over what it was given for "
                + String.join(", ", passedOver)
                + " of "
                + after.value("number")
                + ": a rule sets it, or the account may not");
  }

  static ObjectNode body(Map<String, String> values) {
    var body = JsonNodeFactory.instance.objectNode();
    values.forEach(body::put);
    return body;
  }

  private <T> Outcome<T> refused(String why) {
    return Outcome.failed(
        FailureCategory.USER, FailureCode.REFUSED, "ServiceNow " + settings.name() + " " + why);
  }
}
