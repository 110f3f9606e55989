package io.countersign.connectors.jira;

import io.countersign.connectors.spi.ticketing.TicketState;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The meaning of statuses: as configured, else by what they are usually called. */
final class JiraStates {
  private static final Map<String, TicketState> USUAL =
      Map.ofEntries(
          Map.entry("on hold", TicketState.ON_HOLD),
          Map.entry("blocked", TicketState.ON_HOLD),
          Map.entry("pending", TicketState.ON_HOLD),
          Map.entry("waiting for customer", TicketState.ON_HOLD),
          Map.entry("waiting for support", TicketState.IN_PROGRESS),
          Map.entry("resolved", TicketState.RESOLVED),
          Map.entry("done", TicketState.RESOLVED),
          Map.entry("closed", TicketState.CLOSED),
          Map.entry("cancelled", TicketState.CANCELLED),
          Map.entry("canceled", TicketState.CANCELLED),
          Map.entry("declined", TicketState.CANCELLED),
          Map.entry("won't do", TicketState.CANCELLED));

  private final Map<String, TicketState> configured;

  JiraStates(Map<String, TicketState> configured) {
    this.configured =
        configured.entrySet().stream()
            .collect(
                Collectors.toMap(
                    it -> it.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (a, _) -> a));
  }

  /** Of a status as Jira tells it. */
  TicketState of(JsonNode status) {
    var name = status.path("name").asString("").toLowerCase(Locale.ROOT);
    var known = configured.containsKey(name) ? configured.get(name) : USUAL.get(name);
    if (known != null) {
      return known;
    }
    return switch (status.path("statusCategory").path("key").asString("")) {
      case "new" -> TicketState.NEW;
      case "done" -> TicketState.RESOLVED;
      default -> TicketState.IN_PROGRESS;
    };
  }
}
