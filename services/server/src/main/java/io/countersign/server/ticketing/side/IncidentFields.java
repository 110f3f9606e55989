package io.countersign.server.ticketing.side;

import io.countersign.domain.incident.Incident;
import io.countersign.domain.ticketing.FieldRule;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The fields that an incident has, in our words. */
public final class IncidentFields {
  private IncidentFields() {}

  /**
   * By our names; empty ones where nothing is known.
   *
   * @param over whether what the ticket is of came to its end
   */
  static Map<String, String> of(Incident.Open open, boolean over) {
    var values = new HashMap<String, String>();
    values.put(FieldRule.STATE, state(open, over));
    values.put("severity", severity(open));
    values.put("priority", open.priority().name().toLowerCase(Locale.ROOT));
    values.put("title", open.title());
    values.put("environment", open.alerts().getFirst().entity().environment());
    values.put("service", open.alerts().getFirst().entity().name());
    var assignee = open.responders().assignee();
    values.put("assignee", assignee == null ? "" : assignee.value());
    return values;
  }

  private static String state(Incident.Open open, boolean over) {
    if (over) {
      return "resolved";
    }
    return open.responders().acknowledgedBy().isEmpty() ? "open" : "acknowledged";
  }

  /** Of the worst of its alerts, as people write it. */
  public static String severity(Incident.Open incident) {
    return incident.worst().map(it -> it.name().toLowerCase(Locale.ROOT)).orElse("");
  }
}
