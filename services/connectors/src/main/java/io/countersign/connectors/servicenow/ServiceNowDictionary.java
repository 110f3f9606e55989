package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The columns of tables and the values that they take, as the instance describes them. */
final class ServiceNowDictionary {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int PAGE = 1_000;

  private final ServiceNowClient client;
  private final InstantSource clock;
  private final Map<ServiceNowTable, Known> known = new ConcurrentHashMap<>();

  ServiceNowDictionary(ServiceNowClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  private record Known(Map<String, List<String>> columns, Instant at) {}

  Outcome<Map<String, List<String>>> columns(ServiceNowTable table) {
    var last = known.get(table);
    if (last != null && clock.instant().isBefore(last.at().plus(FRESH))) {
      return Outcome.ok(last.columns());
    }
    var tables = "nameIN" + table.table() + ",task^elementISNOTEMPTY";
    return client
        .list("sys_dictionary", tables, "element", PAGE)
        .then(
            columns ->
                client
                    .list("sys_choice", tables + "^inactive=false", "element,value", PAGE)
                    .then(choices -> Outcome.ok(read(columns, choices))))
        .then(
            it -> {
              known.put(table, new Known(it, clock.instant()));
              return Outcome.ok(it);
            });
  }

  private static Map<String, List<String>> read(
      ServiceNowClient.Rows columns, ServiceNowClient.Rows choices) {
    var found = new TreeMap<String, List<String>>();
    columns
        .rows()
        .forEach(it -> found.put(new ServiceNowRecord(it).value("element"), new ArrayList<>()));
    for (var choice : choices.rows()) {
      var row = new ServiceNowRecord(choice);
      var values = found.get(row.value("element"));
      if (values != null && !values.contains(row.value("value"))) {
        values.add(row.value("value"));
      }
    }
    found.replaceAll((_, values) -> List.copyOf(values));
    return found;
  }

  /** Passes what can't be known, since the account may not read the dictionary. */
  Outcome<Boolean> check(ServiceNowTable table, Set<String> names) {
    return switch (columns(table)) {
      case Outcome.Failed<Map<String, List<String>>> failed
          when failed.code() == FailureCode.UNAUTHORISED ->
          Outcome.ok(true);
      case Outcome.Failed<Map<String, List<String>>> failed -> failed.as();
      case Outcome.Ok<Map<String, List<String>>>(var columns) ->
          names.stream()
              .filter(it -> !columns.containsKey(it))
              .findFirst()
              .map(
                  it ->
                      Outcome.<Boolean>failed(
                          FailureCategory.USER,
                          FailureCode.REFUSED,
                          table.table()
                              + " has no column "
                              + it
                              + "; there are "
                              + columns.keySet()))
              .orElse(Outcome.ok(true));
    };
  }
}
