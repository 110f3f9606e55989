package io.countersign.connectors.servicenow;

import io.countersign.connectors.spi.ticketing.TicketState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table of tickets, and the meaning of its states as they are delivered. */
enum ServiceNowTable {
  INCIDENT("incident", "incident"),
  /** Until it's implemented, its work hasn't begun. */
  CHANGE_REQUEST("change-request", "change_request");

  private final String kind;
  private final String table;

  ServiceNowTable(String kind, String table) {
    this.kind = kind;
    this.table = table;
  }

  /** The kind of its tickets. */
  String kind() {
    return kind;
  }

  String table() {
    return table;
  }

  /** The numbers of its states in the order in which work goes on. */
  List<String> order() {
    return switch (this) {
      case INCIDENT -> List.of("1", "2", "3", "6", "7");
      case CHANGE_REQUEST -> List.of("-5", "-4", "-3", "-2", "-1", "0", "3");
    };
  }

  private Map<String, TicketState> delivered() {
    return switch (this) {
      case INCIDENT ->
          Map.of(
              "1", TicketState.NEW,
              "2", TicketState.IN_PROGRESS,
              "3", TicketState.ON_HOLD,
              "6", TicketState.RESOLVED,
              "7", TicketState.CLOSED,
              "8", TicketState.CANCELLED);
      case CHANGE_REQUEST ->
          Map.of(
              "-5", TicketState.NEW,
              "-4", TicketState.NEW,
              "-3", TicketState.NEW,
              "-2", TicketState.NEW,
              "-1", TicketState.IN_PROGRESS,
              "0", TicketState.RESOLVED,
              "3", TicketState.CLOSED,
              "4", TicketState.CANCELLED);
    };
  }

  static Optional<ServiceNowTable> of(String kind) {
    return List.of(values()).stream().filter(it -> it.kind.equals(kind)).findFirst();
  }

  private Map<String, TicketState> configured(ServiceNowSettings settings) {
    return switch (this) {
      case INCIDENT -> settings.incidentStates();
      case CHANGE_REQUEST -> settings.changeStates();
    };
  }

  /** An unknown number is one of work that goes on. */
  TicketState state(ServiceNowSettings settings, String number) {
    return configured(settings)
        .getOrDefault(number, delivered().getOrDefault(number, TicketState.IN_PROGRESS));
  }

  /** The number of a state, the first in the order of work. */
  Optional<String> number(ServiceNowSettings settings, TicketState state) {
    var known = new LinkedHashSet<>(order());
    known.addAll(delivered().keySet());
    known.addAll(configured(settings).keySet());
    return known.stream().filter(it -> state(settings, it) == state).findFirst();
  }
}
