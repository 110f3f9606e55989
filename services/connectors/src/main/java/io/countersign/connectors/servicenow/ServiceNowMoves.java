package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The way of records from state to state. An incident's is set at once, and rules may object; a
 * change goes on as its model offers, one state after the other, and never past an approval.
 */
final class ServiceNowMoves {
  private static final int MOST_STEPS = 8;
  private static final String AUTHORIZE = "-3";
  private static final String APPROVAL = "approval";
  private static final String REJECTED = "rejected";
  private static final String CLOSE_NOTES = "close_notes";
  private static final String NOT_EXECUTED = "Cancelled: its plan wasn't executed.";

  private final ServiceNowSettings settings;
  private final ServiceNowClient client;
  private final ServiceNowRecords records;

  ServiceNowMoves(ServiceNowSettings settings, ServiceNowClient client, ServiceNowRecords records) {
    this.settings = settings;
    this.client = client;
    this.records = records;
  }

  Outcome<Ticket> bring(ServiceNowTable table, String id, TicketState aim) {
    for (int i = 0; i < MOST_STEPS; i++) {
      switch (records.ask(table, id, List.of(APPROVAL, CLOSE_NOTES))) {
        case Outcome.Failed<ServiceNowRecord> failed -> {
          return failed.as();
        }
        case Outcome.Ok<ServiceNowRecord>(var row) -> {
          var state = row.value("state");
          if (table.state(settings, state) == aim) {
            return records.ticket(table, row);
          }
          var step = next(table, id, row, aim).then(to -> set(table, id, row, to));
          if (step instanceof Outcome.Failed<Boolean> failed) {
            return failed.as();
          }
        }
      }
    }
    return refused("doesn't come to " + aim + " within " + MOST_STEPS + " steps");
  }

  /** A model in which nobody is asked offers no such step: then it stays as it is. */
  Outcome<Ticket> submit(ServiceNowTable table, String id) {
    for (int i = 0; i < MOST_STEPS; i++) {
      switch (records.ask(table, id, List.of(APPROVAL, CLOSE_NOTES))) {
        case Outcome.Failed<ServiceNowRecord> failed -> {
          return failed.as();
        }
        case Outcome.Ok<ServiceNowRecord>(var row) -> {
          var step =
              isAsked(table, row) ? Outcome.ok("") : offered(id).then(it -> towards(it, row));
          var done = step.then(to -> to.isEmpty() ? Outcome.ok(false) : set(table, id, row, to));
          if (done instanceof Outcome.Failed<Boolean> failed) {
            return failed.as();
          }
          if (done instanceof Outcome.Ok<Boolean>(var moved) && !moved) {
            return records.ticket(table, row);
          }
        }
      }
    }
    return refused("doesn't come to where approval is asked for within " + MOST_STEPS + " steps");
  }

  private static boolean isAsked(ServiceNowTable table, ServiceNowRecord row) {
    int here = table.order().indexOf(row.value("state"));
    return table != ServiceNowTable.CHANGE_REQUEST
        || here < 0
        || here >= table.order().indexOf(AUTHORIZE)
        || !List.of("", "not requested").contains(row.value(APPROVAL));
  }

  /** The next state on the way to approval; empty where the model has no such way. */
  private static Outcome<String> towards(JsonNode offered, ServiceNowRecord row) {
    var order = ServiceNowTable.CHANGE_REQUEST.order();
    var next = order.get(order.indexOf(row.value("state")) + 1);
    if (isOpen(offered, AUTHORIZE)) {
      return Outcome.ok(AUTHORIZE);
    }
    return isOpen(offered, next) || hindrances(offered, next).isEmpty()
        ? Outcome.ok(isOpen(offered, next) ? next : "")
        : waiting(offered, row, next);
  }

  private Outcome<JsonNode> offered(String id) {
    return client.get("sn_chg_rest/change/" + ServiceNowClient.encoded(id) + "/nextstates");
  }

  private Outcome<String> next(
      ServiceNowTable table, String id, ServiceNowRecord row, TicketState aim) {
    var to = table.number(settings, aim);
    if (to.isEmpty()) {
      return refused("has no state of " + table.table() + " that means " + aim);
    }
    return switch (table) {
      case INCIDENT -> Outcome.ok(to.get());
      case CHANGE_REQUEST -> offered(id).then(offered -> next(offered, row, to.get()));
    };
  }

  private Outcome<String> next(JsonNode offered, ServiceNowRecord row, String aim) {
    var order = ServiceNowTable.CHANGE_REQUEST.order();
    int here = order.indexOf(row.value("state"));
    var wanted =
        order.contains(aim) && order.indexOf(aim) > here && here >= 0
            ? Optional.of(order.get(here + 1))
            : Optional.<String>empty();
    if (isOpen(offered, aim)) {
      return Outcome.ok(aim);
    }
    return wanted
        .filter(it -> isOpen(offered, it))
        .map(Outcome::ok)
        .orElseGet(() -> waiting(offered, row, wanted.orElse(aim)));
  }

  /** Whatever it is that the model waits for, it's people there who see to it. */
  private static Outcome<String> waiting(JsonNode offered, ServiceNowRecord row, String to) {
    return Outcome.failed(
        FailureCategory.EXTERNAL, FailureCode.WAITING, hindrance(offered, row, to));
  }

  /** Who reads that it waits for approval would go on waiting for a yes after the no. */
  private static String hindrance(JsonNode offered, ServiceNowRecord row, String to) {
    var names = hindrances(offered, to);
    if (row.value(APPROVAL).equals(REJECTED)) {
      return "it was rejected there";
    }
    return names.isEmpty()
        ? "its model offers no step to the state " + to + " from where it stands"
        : "it waits for " + names;
  }

  private static boolean isOpen(JsonNode offered, String to) {
    return offered
        .path("state_transitions")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .anyMatch(
            it ->
                it.path("to_state").asString("").equals(to)
                    && it.path("transition_available").asBoolean(false));
  }

  private static String hindrances(JsonNode offered, String to) {
    return offered
        .path("state_transitions")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .filter(it -> it.path("to_state").asString("").equals(to))
        .flatMap(it -> it.path("conditions").valueStream())
        .filter(it -> !it.path("passed").asBoolean(true))
        .map(it -> it.path("condition").path("name").asString(""))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private Outcome<Boolean> set(ServiceNowTable table, String id, ServiceNowRecord row, String to) {
    var from = row.value("state");
    var body = new LinkedHashMap<String, String>();
    body.put("state", to);
    var meaning = table.state(settings, to);
    boolean closes =
        meaning == TicketState.CLOSED
            || (table == ServiceNowTable.INCIDENT && meaning == TicketState.RESOLVED);
    if (closes) {
      body.put("close_code", settings.closeCode());
    }
    closeNotes(table, meaning, closes)
        .filter(_ -> row.value(CLOSE_NOTES).isEmpty())
        .ifPresent(it -> body.put(CLOSE_NOTES, it));
    if (table == ServiceNowTable.INCIDENT && meaning == TicketState.ON_HOLD) {
      body.put("hold_reason", settings.holdReason());
    }
    var path =
        switch (table) {
          case INCIDENT -> "now/table/incident/" + id;
          case CHANGE_REQUEST -> "sn_chg_rest/change/" + id;
        };
    return client
        .send("PATCH", path, ServiceNowWrites.body(Map.copyOf(body)), Set.of(200))
        .then(
            it ->
                ServiceNowRecord.of(it).value("state").equals(from)
                    ? refused("left " + table.table() + " where it was, at " + from)
                    : Outcome.ok(true));
  }

  /** What stands there of its result already is said better. */
  private Optional<String> closeNotes(ServiceNowTable table, TicketState meaning, boolean closes) {
    boolean cancels = table == ServiceNowTable.CHANGE_REQUEST && meaning == TicketState.CANCELLED;
    return cancels
        ? Optional.of(NOT_EXECUTED)
        : Optional.of(settings.closeNotes()).filter(_ -> closes);
  }

  private <T> Outcome<T> refused(String why) {
    return Outcome.failed(
        FailureCategory.USER, FailureCode.REFUSED, "ServiceNow " + settings.name() + " " + why);
  }
}
